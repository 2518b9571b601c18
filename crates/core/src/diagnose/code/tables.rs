//! The words that rules go by: `a` is a whole name, `a*` its beginning, `*a` its end, `*a*`
//! a part; `~` stands for a space, as spaces are between words.

/// The first parts of the import paths of Go's standard library.
pub const GO: &str = "archive arena bufio builtin bytes cmp compress container context crypto database \
    debug embed encoding errors expvar flag fmt go go: hash html image index internal io iter log \
    maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs \
    sync syscall testing text time type type: unicode unique unsafe vendor weak";
/// Functions of Go's runtime that collect garbage.
pub const GO_COLLECTOR: &str = "runtime.gc* runtime.bgsweep runtime.bgscavenge* runtime.sweepone \
    runtime.scan* runtime.greyobject runtime.markroot* runtime.wbBuf* runtime.shade \
    runtime.findObject runtime.bulkBarrier* runtime.tryDeferToSpanScan runtime.(*gcWork)* \
    runtime.(*gcBits* runtime.(*sweepLocked)* runtime.(*gcControllerState)* runtime.(*mspan).sweep \
    runtime.(*pageAlloc).scavenge* runtime.(*scavenge* runtime.runfinq runtime.deductSweepCredit \
    runtime.(*spanInlineMarkBits)* runtime.(*spanQueue)* runtime.typePointers* \
    runtime.(*mheap).reclaim* runtime.drainMark*";
/// Functions of Go's runtime that allocate.
pub const GO_ALLOCATOR: &str = "runtime.malloc* runtime.newobject runtime.newarray runtime.makeslice* \
    runtime.growslice runtime.makemap* runtime.makechan* runtime.rawstring* runtime.rawbyteslice \
    runtime.nextFree* runtime.heapSetType* runtime.heapBitsSetType* runtime.publicationBarrier \
    runtime.profilealloc runtime.(*mcache)* runtime.(*mcentral)* runtime.(*mheap)* \
    runtime.(*mspan)* runtime.(*pageAlloc)* runtime.(*fixalloc)* runtime.persistentalloc*";
/// Functions of Go's runtime that wait.
pub const GO_IDLE: &str = "runtime.findRunnable runtime.findrunnable runtime.stopm runtime.stoplockedm \
    runtime.mPark runtime.notesleep runtime.notetsleep* runtime.futex runtime.futexsleep runtime.usleep runtime.epollwait \
    runtime.netpoll runtime.kevent runtime.gopark runtime.goparkunlock runtime.park_m \
    runtime.semasleep runtime.pthread_cond_* runtime.osyield* runtime.procyield* \
    runtime.sysmon runtime.stdcall2 internal/runtime/syscall.EpollWait \
    runtime/internal/syscall.EpollWait";
/// Functions of Go's runtime that call the system.
pub const GO_CALLS: &str = "runtime.madvise runtime.mmap runtime.munmap runtime.sysMmap* runtime.sysMunmap* \
    runtime.write1 runtime.read runtime.open runtime.closefd runtime.tgkill runtime.tkill \
    runtime.futexwakeup runtime.semawakeup runtime.rt_sig* runtime.sigaltstack runtime.clone \
    runtime.sched_yield runtime.exitThread \
    runtime.libcCall runtime.syscall* runtime.stdcall* runtime.asmstdcall* runtime.sigprocmask* \
    runtime.preadv runtime.mincore runtime.setitimer runtime.timer_*";

/// The crates that come with Rust, and the namespaces that come with C++.
pub const NATIVE: &str = "alloc core std proc_macro test compiler_builtins hashbrown_std std_detect __cxxabiv1 \
    __gnu_cxx __gnu_debug";
pub const RUST_ALLOCATOR: &str = "alloc::alloc::* __rust_alloc* __rust_dealloc __rust_realloc __rdl_* __rg_* \
    <alloc::alloc::Global* alloc::raw_vec::* <std::alloc::System* std::alloc::* *::__rust_alloc";
pub const RUST_IDLE: &str = "std::thread::park* std::thread::sleep* std::thread::functions::sleep* \
    std::thread::functions::park* std::thread::Thread::park* *::futex_wait *Condvar::wait \
    *Condvar::wait_timeout *::thread_parker::*::park* *::runtime::park::*park* \
    parking_lot_core::parking_lot::park*";
/// Namespaces of C++ that everybody fetches.
pub const CPP_DEPENDENCY: &str = "boost absl folly google grpc grpc_core fmt spdlog Eigen tbb cv rocksdb leveldb \
    llvm clang QtPrivate nlohmann re2 snappy arrow parquet rapidjson simdjson";

/// File names of the C library and of other system libraries.
pub const SYSTEM_BINARIES: &str = "libc-* libc.* libpthread* libm-* libm.* librt-* librt.* libdl-* libdl.* \
    ld-* ld.* ld64* libresolv* libnss* libnsl* libcrypt-* libcrypt.* libutil-* libutil.* libSystem* libsystem_* \
    libdyld* libkernel* linux-vdso* linux-gate* ntdll.* kernel32.* kernelbase.* KERNEL32.* \
    KERNELBASE.* ucrtbase* msvcrt* win32u* ws2_32* musl-* libmusl* dyld libanl*";
pub const CPP_BINARIES: &str = "libstdc++* libc++* libgcc_s* libsupc++* libunwind* msvcp* vcruntime* libgomp* \
    libomp* libatomic* libasan* libubsan*";
pub const ALLOCATOR_BINARIES: &str =
    "libjemalloc* libtcmalloc* libmimalloc* libsnmalloc* libhoard*";

/// Functions of C that allocate.
pub const C_ALLOCATOR: &str = "malloc free calloc realloc cfree memalign aligned_alloc posix_memalign valloc \
    reallocarray _int_malloc _int_free* _int_realloc _int_memalign __libc_malloc* __libc_free \
    __libc_calloc __libc_realloc __GI___libc_malloc __GI___libc_free malloc_consolidate unlink_chunk* \
    sysmalloc systrim* malloc_trim tcache_* arena_get* grow_heap shrink_heap new_heap heap_trim \
    je_* jemalloc_* tc_* tcmalloc::* mi_* _mi_* __rust_alloc* __rust_dealloc __rust_realloc __rdl_* __rg_* \
    operator~new* operator~delete* _Znwm* _Znam* _ZdlPv* _ZdaPv* \
    tc_malloc* tc_free* do_malloc* do_free* szone_* tiny_malloc* small_malloc* nanov2_* \
    RtlAllocateHeap RtlFreeHeap HeapAlloc HeapFree cudaMalloc*";
/// Functions of C and of kernels that wait.
pub const C_IDLE: &str = "epoll_wait epoll_pwait* __epoll_wait* __epoll_pwait* ppoll poll __poll __ppoll \
    __GI___poll __libc_poll select pselect __select __pselect __GI___select nanosleep __nanosleep* \
    __GI___nanosleep clock_nanosleep* __clock_nanosleep* __GI___clock_nanosleep usleep __usleep \
    __sleep pthread_cond_wait* pthread_cond_timedwait* __pthread_cond_wait* __pthread_cond_timedwait* \
    __GI___pthread_cond_* ___pthread_cond_* pthread_cond_clockwait* __futex_abstimed_wait* futex_wait* futex_abstimed_wait* \
    __GI___futex_abstimed* do_futex_wait* sem_wait* sem_timedwait* __new_sem_wait* sigwait* \
    __sigtimedwait pthread_join* __pthread_join* __pthread_clockjoin* __lll_lock_wait* lll_lock_wait* \
    kevent kevent64 mach_msg* semaphore_wait* semaphore_timedwait* __psynch_* __semwait_signal* \
    __ulock_wait* __workq_kernreturn start_wqthread NtWait* NtDelayExecution* NtRemoveIoCompletion* \
    ZwWait* WaitForSingleObject* WaitForMultipleObjects* SleepEx SleepConditionVariable* \
    GetQueuedCompletionStatus* uv__io_poll uv_cond_wait uv_sem_wait do_epoll_wait ep_poll do_idle cpu_idle* \
    cpuidle_* cpu_startup_entry intel_idle* acpi_idle* default_idle* mwait_idle* arch_cpu_idle \
    native_safe_halt poll_schedule_timeout* do_sys_poll do_nanosleep hrtimer_nanosleep \
    schedule_timeout schedule_hrtimeout_range* futex_wait_queue* io_schedule*";
/// Functions that enter the kernel.
pub const C_CALLS: &str = "entry_SYSCALL* entry_INT80* do_syscall_* __x64_sys_* __arm64_sys_* __ia32_sys_* __se_sys_* \
    __do_sys_* ksys_* el0_svc* el0t_* invoke_syscall syscall __syscall* __kernel_vsyscall \
    __libc_read __libc_write __libc_send* __libc_recv* __read __write __GI___read __GI___write \
    __GI___libc_read __GI___libc_write __pread* __pwrite* __open* __close* __send* __recv* \
    __munmap __mmap* __madvise __ioctl __getrusage __fsync* __writev __readv __connect __sendmsg \
    __recvmsg system_call_after_swapgs vfs_* tcp_sendmsg* tcp_recvmsg* sock_sendmsg sock_recvmsg";
/// Other functions of the C library and the kernel.
pub const C_SYSTEM: &str = "memcpy memmove memset memcmp memchr memrchr bcmp strlen strcmp strncmp strcpy strncpy \
    strchr strrchr strstr strdup strtol strtod snprintf vsnprintf printf fprintf qsort bsearch \
    __umodti3 __udivti3 __divti3 __modti3 __multi3 __udivmodti4 __mem* __str* __wcs* __wmem* __GI_* __libc_* __printf* __vsn* __vf* _IO_* __IO_* _dl_* __dl_* \
    _start __start __start_thread start_thread clone clone3 __clone* thread_start _pthread_* pthread_* \
    __pthread_* __lll_* __tls_* __cxa_atexit __run_exit* __memcpy* __memset* abort exit __exit* \
    dl_* do_lookup_x check_match lll_* pow exp log __ieee754_* __exp* __log* __sin* __cos* \
    asm_sysvec_* sysvec_* asm_exc_* exc_* ret_from_fork* kthread* worker_thread __schedule* \
    do_user_addr_fault handle_mm_fault page_fault* do_page_fault irq_exit* __softirq* do_softirq* \
    __do_softirq apic_timer_interrupt smp_* native_* _raw_spin_* clear_page_* copy_user_* \
    x86_64_start_* secondary_startup_64* start_kernel rest_init BaseThreadInitThunk RtlUserThreadStart* \
    __scrt_* mainCRTStartup gettimeofday clock_gettime __vdso_* getpid";
/// The native parts of virtual machines, by their functions' names.
pub const PYTHON_RUNTIME: &str = "_PyEval_* PyEval_* _PyObject_* PyObject_* _PyFunction_* PyFunction_* PyRun_* _PyRun_* \
    Py_RunMain Py_BytesMain Py_Main pymain_* PyVectorcall_* _Py_* PyDict_* _PyDict_* PyList_* \
    PyTuple_* PyUnicode_* PyLong_* _PyLong_* PyNumber_* PyType_* PyImport_* PyErr_* PyGILState_* \
    PyCFunction_* cfunction_* method_vectorcall* slot_tp_* type_call take_gil drop_gil run_mod \
    pyrun_* Py_Finalize* Py_Initialize* _PyUnicode_* _PyType_* PyIter_* PyArg_* vectorcall_*";
pub const PYTHON_COLLECTOR: &str = "gc_collect* _PyGC_* PyGC_* collect_generations collect_with_callback \
    subtract_refs deduce_unreachable visit_decref visit_reachable <gc> _PyObject_GC_*";
pub const RUBY_RUNTIME: &str =
    "rb_* vm_* ruby_* rbimpl_* invoke_block* ruby_vm_* iseq_* yjit_* ractor_* thread_start_func*";
pub const RUBY_COLLECTOR: &str = "gc_* rb_gc_* garbage_collect* (garbage~collection) (marking) (sweeping) GC \
    [gc] rgengc_* GC.start GC#start";
pub const PHP_RUNTIME: &str = "zend_* execute_ex execute_data* php_* ZEND_* _zend_* zif_* zim_* sapi_* fpm_* \
    lsapi_*";
pub const PHP_COLLECTOR: &str =
    "zend_gc_* gc_collect_cycles gc_possible_root* gc_mark* gc_scan* gc_collect_*";
pub const JULIA_RUNTIME: &str = "jl_* ijl_* _jl_* jfptr_* julia_main jlplt_* true_main repl_entrypoint do_apply \
    do_call eval_value eval_body eval_stmt_value start_task _jlplt*";
pub const JULIA_COLLECTOR: &str = "jl_gc_collect* _jl_gc_collect* ijl_gc_collect* gc_mark* gc_sweep* jl_gc_mark* jl_gc_sweep* \
    jl_gc_wait* gc_try_* gc_drain* jl_safepoint_* jl_set_gc_and_wait jl_gc_safepoint* jl_gc_state_*";
pub const JULIA_ALLOCATOR: &str = "jl_gc_alloc* ijl_gc_alloc* jl_gc_pool_* ijl_gc_pool_* ijl_gc_big_* jl_gc_big_* jl_gc_small_* \
    ijl_gc_small_* jl_alloc_* ijl_alloc_* _new_array* gc_managed_* jl_gc_managed_* gc_add_page Alloc:* \
    maybe_collect jl_gc_* ijl_gc_*";
pub const JULIA_IDLE: &str = "jl_task_get_next ijl_task_get_next poptask task_done_hook jl_process_events \
    uv__io_poll";

/// The first parts of the JDK's packages.
pub const JAVA: &str = "java javax jdk sun kotlin scala clojure groovy";
/// Packages that everybody fetches.
pub const JVM_DEPENDENCY: &str = "org.apache.* org.springframework.* io.netty.* com.google.* com.fasterxml.* \
    org.eclipse.* org.hibernate.* io.grpc.* org.slf4j.* ch.qos.* akka.* reactor.* rx.* io.reactivex.* \
    io.micrometer.* io.prometheus.* okhttp3.* okio.* org.jetbrains.* kotlinx.* io.ktor.* io.vertx.* \
    io.quarkus.* io.micronaut.* com.zaxxer.* org.postgresql.* com.mysql.* org.mariadb.* org.jboss.* \
    org.wildfly.* io.undertow.* org.glassfish.* jakarta.* org.elasticsearch.* org.lucene.* org.rocksdb.* \
    com.github.* com.typesafe.* org.codehaus.* org.aspectj.* net.bytebuddy.* org.objectweb.* \
    org.junit.* org.mockito.* junit.* com.sun.jersey.* com.datadog.* datadog.* io.opentelemetry.* \
    one.profiler.* cats.* zio.* play.* lombok.* com.amazonaws.* software.amazon.* redis.clients.* \
    io.lettuce.* org.redisson.* com.mongodb.* org.bson.* org.yaml.* org.json.* com.esotericsoftware.* \
    it.unimi.* org.joda.* com.codahale.* org.thymeleaf.* org.quartz.* org.bouncycastle.* org.conscrypt.* \
    com.lmax.* gnu.trove.* ring.* compojure.* org.scalatest.* dagger.* androidx.*";
pub const JVM_IDLE: &str = "*Unsafe.park *Object.wait *Object.wait0 *Thread.sleep *Thread.sleep0 *Thread.sleepNanos0 \
    *LockSupport.park *LockSupport.parkNanos *LockSupport.parkUntil *EPoll.wait *epollWait *KQueue.poll \
    *.poll0 *socketRead0 *socketAccept *accept0 *Net.poll *Net.accept *waitForProcessExit0 \
    *Thread.yield *Thread.yield0 *ReferenceHandler.run *waitForReferencePendingList";
/// Names that an async profiler puts into stacks and that are no methods.
pub const JVM_RUNTIME: &str = "Interpreter call_stub StubRoutines* vtable~stub itable~stub InterpreterRuntime* \
    [no_Java_frame] [unknown_Java] [not_walkable_Java] [deoptimization] [safepoint] [break_*] [unknown] \
    [unknown_not_Java] [post_vm_init] [skipped* [compilation] thread_native_entry Java_java_* Java_sun_* Java_jdk_* \
    JVM_* jni_* AGP::Unknown* java_start JavaMain _new_array_* *_Java I2C/C2I* flush_icache_stub \
    checkcast_arraycopy* jbyte_* jint_* jlong_* arrayof_* oop_arraycopy* _Unwind_*";
pub const JVM_COLLECTOR: &str = "[GC_active] GC_active GC* *GCTaskThread* G1* *::G1* PSScavenge* PSParallel* ParallelGC* ZGC* ZMark* \
    ZRelocate* ZBarrier* ZDriver* ZHeap* ZWorker* Shenandoah* *GCThread* *Collector::* *Collect::* *::mark_* DefNew* \
    TenuredGeneration* ConcurrentMark* CMS* MarkSweep* SerialHeap* GenCollected* *ConcurrentGC* WorkGang* \
    GangWorker* WorkerThread::run StealTask* ScavengeRoots* *VM_G1* VM_GC* *_GC_* *GenPushContents*";
pub const JVM_ALLOCATOR: &str = "InstanceKlass::allocate* *Klass::allocate* CollectedHeap::* MemAllocator::* *::mem_allocate* \
    OptoRuntime::new_* TypeArrayKlass* ObjArrayKlass::* Runtime1::new_* *attempt_allocation* *TLAB*";
/// Binaries of virtual machines: how they are called, and what they run.
pub const JVM_BINARIES: &str =
    "libjvm* libjava.* libnio* libnet.* libzip* libjli* libjimage* jvm.dll libverify*";
pub const PYTHON_BINARIES: &str = "libpython* python2* python3* python";
pub const RUBY_BINARIES: &str = "libruby* ruby";
pub const JULIA_BINARIES: &str = "libjulia* julia sys.so libLLVM*";
pub const DOTNET_BINARIES: &str = "libcoreclr* coreclr* libclrjit* clrjit* clr.dll libhostfxr* libhostpolicy* hostfxr* \
    hostpolicy* libclrgc* clrgc* dotnet libSystem.Native* libmscordaccore* mscorwks*";
pub const NODE_BINARIES: &str = "node nodejs libnode* libv8* deno bun";
pub const PHP_BINARIES: &str = "libphp* php php-fpm* php-cgi* php7* php8*";

/// Folders and files of Python's library, as profilers shorten them.
pub const PYTHON: &str = "__future__ abc argparse ast asyncio base64 bdb bisect bz2 cProfile calendar cmd code codecs \
    collections concurrent configparser contextlib copy copyreg csv ctypes dataclasses datetime decimal \
    dis email encodings enum fileinput fnmatch fractions ftplib functools gc genericpath getopt gettext \
    glob gzip hashlib heapq hmac html http imaplib importlib inspect io ipaddress json linecache locale \
    logging lzma mimetypes multiprocessing numbers operator os pathlib pdb pickle pkgutil platform plistlib \
    posixpath pprint profile pstats pydoc queue quopri random re reprlib runpy sched secrets selectors \
    shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile sre_parse ssl stat \
    statistics string struct subprocess sysconfig tarfile tempfile textwrap threading timeit token tokenize \
    trace traceback tracemalloc types typing unittest urllib uuid venv warnings weakref webbrowser wsgiref \
    xml xmlrpc zipfile zipimport zoneinfo";
/// Pairs of a file of it and a function that waits.
pub const PYTHON_IDLE: &str = "threading:wait threading:join threading:_wait_for_tstate_lock threading:acquire \
    selectors:select queue:get subprocess:wait subprocess:_wait subprocess:_try_wait socket:accept \
    connection:wait connection:_poll popen_fork:poll popen_fork:wait synchronize:wait thread:wait \
    _base:wait base_events:_run_once_idle threading:_wait";
pub const PYTHON_WAITS: &str = "<built-in~method~time.sleep> <built-in~method~select.* {built-in~method~time.sleep} \
    {built-in~method~select.* <method~'acquire'* {method~'acquire'* {method~'poll'* <method~'poll'*";

/// Files of Node.js' library, as old versions call them.
pub const NODE: &str = "_http_agent.js _http_client.js _http_common.js _http_incoming.js _http_outgoing.js _http_server.js \
    _stream_readable.js _stream_writable.js _stream_transform.js _stream_duplex.js _tls_wrap.js _tls_common.js \
    assert.js async_hooks.js bootstrap_node.js buffer.js child_process.js cluster.js console.js crypto.js dgram.js \
    dns.js domain.js events.js fs.js http.js http2.js https.js module.js net.js path.js perf_hooks.js process.js \
    querystring.js readline.js repl.js stream.js string_decoder.js timers.js tls.js tty.js url.js util.js v8.js \
    vm.js worker_threads.js zlib.js";
pub const JS_COLLECTOR: &str = "(garbage~collector) Garbage~Collection (GC) v8::internal::Heap::* \
    v8::internal::Scaveng* v8::internal::Mark* v8::internal::*Collector* v8::internal::Sweep* v8::internal::Gc* \
    GC: *Scavenge* Minor~GC Major~GC";
pub const JS_IDLE: &str = "(idle) Idle";
pub const JS_RUNTIME: &str = "(program) (root) (native) Program v8::* node::* uv_* uv__* Builtin:* Stub:* \
    BytecodeHandler:* RegExp:* Builtins_* Builtin_* (anonymous~builtin) (bytecode* (unresolved* Non~JS~threads* \
    Other~JS~threads* (V8~API) (compiler) (external) LoadIC* StoreIC* CallIC* Handler:*";

pub const DOTNET_DEPENDENCY: &str = "Newtonsoft.* Serilog.* Dapper.* AutoMapper.* Npgsql.* NLog.* log4net.* Autofac.* MediatR.* \
    Polly.* StackExchange.* Grpc.* Google.* MongoDB.* RabbitMQ.* MassTransit.* FluentValidation.* \
    Castle.* Swashbuckle.* Xunit.* NUnit.* Moq.* OpenTelemetry.* Prometheus.* Amazon.* Azure.*";
pub const DOTNET_COLLECTOR: &str =
    "*gc_heap::* *GCHeap::* *GarbageCollectGeneration* *GC.Collect* *GarbageCollect*";
pub const DOTNET_ALLOCATOR: &str =
    "*JIT_New* *AllocateObject* *RhpNewFast* *AllocateArray* *AllocateNewArray* *GC.Alloc*";
pub const DOTNET_IDLE: &str = "*Monitor.Wait* *Thread.Sleep* *WaitHandle.Wait* *LowLevelLifoSemaphore.Wait* *WaitOneNoCheck* \
    *ManualResetEventSlim.Wait* *SemaphoreSlim.Wait* *SocketPal.*Poll* *WaitForSocketEvents* \
    *WaitMultipleIgnoringSyncContext* *Monitor.ObjWait* *Thread.SpinWait* *Thread.Join* *LowLevelLifoAsyncWaitSemaphore* \
    *PortableThreadPool+WorkerThread.WaitForRequest*";
pub const DOTNET_RUNTIME: &str = "UNMANAGED_CODE_TIME CPU_TIME [Native~Frames]* [Managed* dynamicClass.* coreclr!* \
    libcoreclr* clrjit!* libclrjit* clr!* hostpolicy!* *!Thread::* *JIT_*";

pub const PHP_IDLE: &str = "sleep usleep time_nanosleep stream_select socket_select curl_multi_select pcntl_wait \
    pcntl_waitpid";
pub const RUBY_IDLE: &str = "Kernel#sleep Kernel.sleep Thread#join Thread#value IO.select Kernel#select IO#select \
    IO#wait_readable IO#wait Queue#pop Thread::Queue#pop ConditionVariable#wait Thread::ConditionVariable#wait \
    Process.wait Process.wait2 Mutex#sleep Thread::Mutex#sleep Thread#sleep sleep Thread.stop \
    Socket#__accept_nonblock Monitor#wait_for_cond (idle)";

/// Names that could be of no other language.
pub const JVM_HINTS: &str = "java.lang.* java.util.* java/lang/* java/util/* jdk.internal.* jdk/internal/* sun.nio.* \
    sun/nio/* kotlin.* kotlinx.* kotlin/* scala.* scala/* clojure.* clojure/* [no_Java_frame] JavaThread::* JavaMain";
pub const DOTNET_HINTS: &str = "System.Private.CoreLib* System.Threading.* System.Collections.* System.Linq.* System.IO.* \
    System.Net.* System.Runtime.* System.Text.* System.String.* Microsoft.AspNetCore.* *!System.* \
    UNMANAGED_CODE_TIME";
pub const JS_HINTS: &str =
    "(garbage~collector) (program) LazyCompile:* Builtins_* v8::internal::* JS:*";
pub const RUST_HINTS: &str = "core::ops::* core::ptr::* core::iter::* std::rt::* std::sys::* std::sys_common::* \
    alloc::vec::* <alloc::* <core::* rust_begin_unwind __rust_alloc *::{{closure}}";
pub const RUBY_HINTS: &str =
    "Kernel#* Array#* Integer#times Hash#* (garbage~collection) rb_* Thread::Queue#*";
pub const PYTHON_HINTS: &str =
    "_PyEval_EvalFrame* PyEval_EvalFrame* Py_RunMain {built-in~method* <built-in~method*";
