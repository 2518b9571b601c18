//! The frames to leave out of profiles whose form cannot say it: the allocator,
//! the locks or the profiler itself, as pprof has them.

use super::builder::Builder;

/// Sets what to leave out, by the sample types.
pub fn set(builder: &mut Builder) {
    const HEAP: [&[&[u8]]; 5] = [
        &[b"allocations", b"size"],
        &[b"objects", b"space"],
        &[b"inuse_objects", b"inuse_space"],
        &[b"alloc_objects", b"alloc_space"],
        &[b"alloc_objects", b"alloc_space", b"inuse_objects", b"inuse_space"],
    ];
    let names = builder.sample_type_names();
    let (drop, keep) = if HEAP.contains(&&names[..]) {
        (ALLOCATORS, NOT_ALLOCATORS)
    } else if names == [&b"contentions"[..], b"delay"] {
        (LOCKS, "")
    } else {
        (PROFILER, "")
    };
    builder.set_drop_frames(drop, keep);
}

/// POSIX, tcmalloc, macOS, Go and the C++ libraries.
const ALLOCATORS: &str = "\
    calloc|cfree|malloc|free|memalign|do_memalign|(__)?posix_memalign|pvalloc|valloc|\
    realloc|tcmalloc::.*|tc_calloc|tc_cfree|tc_malloc|tc_free|tc_memalign|tc_posix_memalign|\
    tc_pvalloc|tc_valloc|tc_realloc|tc_new|tc_delete|tc_newarray|tc_deletearray|\
    tc_new_nothrow|tc_newarray_nothrow|malloc_zone_malloc|malloc_zone_calloc|\
    malloc_zone_valloc|malloc_zone_realloc|malloc_zone_memalign|malloc_zone_free|\
    runtime\\..*|BaseArena::.*|(::)?do_malloc_no_errno|(::)?do_malloc_pages|(::)?do_malloc|\
    DoSampledAllocation|MallocedMemBlock::MallocedMemBlock|_M_allocate|\
    __builtin_(vec_)?delete|__builtin_(vec_)?new|__gnu_cxx::new_allocator::allocate|\
    __libc_malloc|__malloc_alloc_template::allocate|allocate|cpp_alloc|\
    operator new(\\[\\])?|simple_alloc::allocate";
/// Parts of Go's runtime that call, and do not allocate.
const NOT_ALLOCATORS: &str = "\
    runtime\\.panic|runtime\\.reflectcall|runtime\\.call[0-9]*";
/// The locks of Google's C++ base library.
const LOCKS: &str = "\
    RecordLockProfileData|(base::)?RecordLockProfileData.*|\
    (base::)?SubmitMutexProfileData.*|(base::)?SubmitSpinLockProfileData.*|\
    (base::Mutex::)?AwaitCommon.*|(base::Mutex::)?Unlock.*|(base::Mutex::)?UnlockSlow.*|\
    (base::Mutex::)?ReaderUnlock.*|(base::MutexLock::)?~MutexLock.*|(Mutex::)?AwaitCommon.*|\
    (Mutex::)?Unlock.*|(Mutex::)?UnlockSlow.*|(Mutex::)?ReaderUnlock.*|\
    (MutexLock::)?~MutexLock.*|(SpinLock::)?Unlock.*|(SpinLock::)?SlowUnlock.*|\
    (SpinLockHolder::)?~SpinLockHolder.*";
/// The signal handlers of gperftools.
const PROFILER: &str = "\
    ProfileData::Add|ProfileData::prof_handler|CpuProfiler::prof_handler|\
    __pthread_sighandler|__restore";
