use super::Class::{
    Allocator, Collector, Dependency, Idle, Library, Own, Runtime, System, SystemCall,
};
use super::*;
use crate::profile::{Line, Mapping};
use crate::query::Pattern;

/// A profile of these names, files and binaries.
fn profile(functions: &[(&str, &str, &str, Class)]) -> Profile {
    let mut profile = Profile::default();
    profile.strings.push(b"");
    for (index, (name, file, binary, _)) in functions.iter().enumerate() {
        let texts = [name, file, binary].map(|text| profile.strings.push(text.as_bytes()));
        let functions = &mut *profile.functions;
        functions.id.push(index as u64 + 1);
        functions.name.push(texts[0]);
        functions.system_name.push(texts[0]);
        functions.filename.push(texts[1]);
        functions.start_line.push(0);
        profile.mappings.push(Mapping { file: texts[2], ..Mapping::default() });
        let locations = &mut *profile.locations;
        locations.push(index as u64 + 1, Some(index as MappingId), 0, false);
        locations.push_line(Line { function: index as FunctionId, line: 1, column: 0 });
    }
    profile
}

/// Every function has its class; presets hide and drop what they say, and nothing of the user's.
fn check(language: &str, functions: &[(&str, &str, &str, Class)]) {
    let profile = profile(functions);
    let texts = Texts::new(&profile);
    let context = Context::new(texts.iter());
    let mut wrong = Vec::new();
    for (function, &(name, file, binary, class)) in functions.iter().enumerate() {
        assert_eq!(texts.of(function as FunctionId), (name, file, binary));
        let found = context.code(name, file, binary);
        if found.class != class {
            wrong.push(format!("{name} ({file}, {binary}): {found:?}, not {class:?}"));
        }
    }
    assert!(wrong.is_empty(), "{language}:\n{}", wrong.join("\n"));
    let expressions = presets(&profile);
    for (expression, preset) in expressions.iter().zip(PRESETS) {
        let pattern = Pattern::new(expression).unwrap();
        for &(name, file, binary, class) in functions {
            let is_matched = !expression.is_empty()
                && [name, file, binary].iter().any(|text| pattern.is_match(text.as_bytes()));
            let wanted = match preset {
                "library" => Some(class.is_foreign()),
                "collector" => Some(class == Collector),
                "idle" => Some(matches!(class, Idle | SystemCall)),
                // What else is the machine's is its own business.
                _ => matches!(class, Own | Dependency | Library).then_some(false),
            };
            if let Some(wanted) = wanted {
                assert_eq!(
                    is_matched, wanted,
                    "{language}, {preset}: {name} ({file}, {binary}), {expression}"
                );
            }
        }
    }
}

#[test]
fn go() {
    check(
        "Go",
        &[
            ("runtime.mallocgc", "/opt/go/src/runtime/malloc.go", "/srv/app", Allocator),
            ("runtime.gcBgMarkWorker", "/opt/go/src/runtime/mgc.go", "/srv/app", Collector),
            ("runtime.gcAssistAlloc", "/opt/go/src/runtime/mgcmark.go", "/srv/app", Collector),
            ("runtime.findRunnable", "/opt/go/src/runtime/proc.go", "/srv/app", Idle),
            (
                "runtime.mapaccess1_faststr",
                "/opt/go/src/runtime/map_faststr.go",
                "/srv/app",
                Runtime,
            ),
            (
                "internal/runtime/syscall.Syscall6",
                "/opt/go/src/internal/runtime/syscall/asm.s",
                "/srv/app",
                SystemCall,
            ),
            ("syscall.Syscall", "/opt/go/src/syscall/syscall_linux.go", "/srv/app", SystemCall),
            ("net/http.(*conn).serve", "/opt/go/src/net/http/server.go", "/srv/app", Library),
            ("memeqbody", "/opt/go/src/internal/bytealg/equal_amd64.s", "/srv/app", Library),
            (
                "github.com/a/b.F",
                "/root/go/pkg/mod/github.com/a/b@v1.2.3/f.go",
                "/srv/app",
                Dependency,
            ),
            (
                "golang.org/x/sync.F",
                "/home/me/orders/vendor/golang.org/x/sync/f.go",
                "/srv/app",
                Dependency,
            ),
            ("orders/store.(*DB).Get", "/home/me/orders/store/db.go", "/srv/app", Own),
            ("main.main", "/home/me/orders/main.go", "/srv/app", Own),
            ("tcp_sendmsg", "", "[kernel.kallsyms]", SystemCall),
        ],
    );
    check(
        "Go, trimmed",
        &[
            ("runtime.main", "runtime/proc.go", "", Runtime),
            ("memeqbody", "internal/bytealg/equal_amd64.s", "", Library),
            ("github.com/a/b.F", "github.com/a/b@v1.2.3/f.go", "", Dependency),
            ("shop/cart.Add", "shop/cart/add.go", "", Own),
            ("entry_SYSCALL_64_after_hwframe", "", "", SystemCall),
        ],
    );
}

#[test]
fn rust() {
    check(
        "Rust",
        &[
            ("core::ptr::drop_in_place<T>", "/rustc/abc/library/core/src/ptr/mod.rs", "", Library),
            ("<alloc::vec::Vec<T> as core::ops::deref::Deref>::deref", "", "", Library),
            ("<usize as core::ops::arith::Rem>::rem", "", "", Library),
            ("std::rt::lang_start::{{closure}}", "", "", Library),
            ("alloc::alloc::alloc", "/rustc/abc/library/alloc/src/alloc.rs", "", Allocator),
            ("std::thread::park", "/rustc/abc/library/std/src/thread/mod.rs", "", Idle),
            ("<shop::Cart as core::fmt::Display>::fmt", "src/cart.rs", "", Own),
            ("shop::main", "/home/me/shop/src/main.rs", "", Own),
            ("serde::de::f", "/root/.cargo/registry/src/index/serde-1.0/src/de.rs", "", Dependency),
            ("rayon_core::join::join_context::{{closure}}", "Unknown", "", Dependency),
            ("_int_malloc", "/build/glibc-2.31/malloc/malloc.c", "", Allocator),
            (
                "__memmove_avx_unaligned_erms",
                "/build/glibc-2.31/sysdeps/x86_64/memmove.S",
                "",
                System,
            ),
            ("start_thread", "/build/glibc-2.31/nptl/pthread_create.c", "", System),
            ("__libc_start_main", "Unknow", "", System),
            ("_ZN4core3ptr13drop_in_place17h0123456789abcdefE", "", "", Library),
            ("_ZN4shop4cart3add17h0123456789abcdefE", "", "", Own),
        ],
    );
}

#[test]
fn native() {
    check(
        "C++",
        &[
            ("std::vector<int>::push_back(int const&)", "", "/srv/app", Library),
            (
                "void std::__adjust_heap<int*>(int*)",
                "/usr/include/c++/13/bits/stl_heap.h",
                "/srv/app",
                Library,
            ),
            ("__cxa_throw", "", "/usr/lib/libstdc++.so.6.0.28", Library),
            ("whatever", "", "/lib/x86_64-linux-gnu/libc-2.31.so", System),
            ("malloc", "", "/lib/x86_64-linux-gnu/libc.so.6", Allocator),
            (
                "pthread_cond_wait@@GLIBC_2.3.2",
                "",
                "/lib/x86_64-linux-gnu/libpthread-2.31.so",
                Idle,
            ),
            ("epoll_wait", "", "/lib/x86_64-linux-gnu/libc.so.6", Idle),
            ("operator new(unsigned long)", "", "/usr/lib/libtcmalloc.so.4", Allocator),
            ("absl::Mutex::Lock()", "", "/srv/app", Dependency),
            ("SSL_read", "", "/usr/lib/x86_64-linux-gnu/libssl.so.3", Dependency),
            ("shop::Cart::add(int)", "src/cart.cc", "/srv/app", Own),
            ("main", "src/main.cc", "/srv/app", Own),
            ("do_syscall_64", "", "[kernel.kallsyms]", SystemCall),
            ("do_epoll_wait", "", "[kernel.kallsyms]", Idle),
            ("__vdso_clock_gettime", "", "[vdso]", SystemCall),
        ],
    );
}

#[test]
fn the_java_virtual_machine() {
    check(
        "Java",
        &[
            ("com.example.Cart.add", "Cart.java", "", Own),
            ("com.example.Cart$$Lambda$14.run", "", "", Own),
            ("java.util.HashMap.put", "HashMap.java", "", Library),
            ("java.lang.Thread.run", "", "", Library),
            ("sun.nio.ch.NioSocketImpl.read", "", "", Library),
            ("com.sun.crypto.provider.AESCrypt.encryptBlock", "", "", Library),
            ("kotlin.collections.CollectionsKt.map", "Collections.kt", "", Library),
            ("jdk.internal.misc.Unsafe.park", "", "", Idle),
            ("sun.nio.ch.EPoll.wait", "", "", Idle),
            ("org.springframework.web.servlet.DispatcherServlet.doDispatch", "", "", Dependency),
            ("io.netty.channel.nio.NioEventLoop.run", "", "", Dependency),
            ("JavaThread::run", "", "/usr/lib/jvm/lib/server/libjvm.so", Runtime),
            ("G1ParTask::work", "", "/usr/lib/jvm/lib/server/libjvm.so", Collector),
            ("call_stub", "", "", Runtime),
        ],
    );
    check(
        "Java, as paths",
        &[
            ("com/example/Cart.add", "", "", Own),
            ("java/lang/Thread.run", "", "", Library),
            ("org/apache/kafka/clients/Consumer.poll", "", "", Dependency),
            ("GC_active", "", "", Collector),
            ("jbyte_disjoint_arraycopy", "", "", Runtime),
        ],
    );
}

#[test]
fn python() {
    check(
        "Python",
        &[
            ("run", "/usr/lib/python3.11/threading.py", "", Library),
            ("get", "/usr/lib/python3.11/site-packages/requests/api.py", "", Dependency),
            ("_load", "<frozen importlib._bootstrap>", "", Library),
            ("main", "/srv/shop/main.py", "", Own),
            ("select", "/usr/lib/python3.11/selectors.py", "", Idle),
            ("_PyEval_EvalFrameDefault", "", "/usr/bin/python3.11", Runtime),
            ("gc_collect_main", "", "/usr/bin/python3.11", Collector),
        ],
    );
    check(
        "Python, shortened",
        &[
            ("wait", "threading.py", "", Idle),
            ("run_forever", "asyncio/base_events.py", "", Library),
            ("handle", "shop/views.py", "", Own),
            ("main", "shop.py", "", Own),
        ],
    );
}

#[test]
fn javascript() {
    check(
        "JavaScript",
        &[
            ("processTicksAndRejections", "node:internal/process/task_queues", "", Library),
            ("handle", "/srv/app/lib/handle.js", "", Own),
            ("next", "/srv/app/node_modules/express/lib/router/index.js", "", Dependency),
            ("(garbage collector)", "", "", Collector),
            ("Garbage Collection", "", "", Collector),
            ("(idle)", "", "", Idle),
            ("(program)", "", "", Runtime),
            ("LazyCompile:*fib /srv/app/main.js:1", "", "", Own),
            ("Function:^processTimers node:internal/timers:497", "", "", Library),
            ("v8::internal::Runtime_StackGuard", "", "/usr/bin/node", Runtime),
            ("v8::internal::Heap::Scavenge", "", "/usr/bin/node", Collector),
            ("Socket.emit", "events.js", "", Library),
        ],
    );
}

#[test]
fn julia() {
    check(
        "Julia",
        &[
            ("+", "/opt/julia-1.10/share/julia/base/int.jl", "", Library),
            ("plot!", "/home/me/.julia/packages/Makie/VRavR/src/scenes.jl", "", Dependency),
            ("collide", "/home/me/.julia/dev/Subzero/src/collisions.jl", "", Own),
            (
                "jl_apply_generic",
                "/cache/build/julialang/julia-release-1-dot-10/src/gf.c",
                "",
                Runtime,
            ),
            (
                "gc_mark_loop",
                "/cache/build/julialang/julia-release-1-dot-10/src/gc.c",
                "",
                Collector,
            ),
            ("ijl_gc_alloc", "", "/opt/julia-1.10/lib/julia/libjulia-internal.so.1.10", Allocator),
            ("ijl_task_get_next", "", "/opt/julia-1.10/lib/julia/libjulia-internal.so.1.10", Idle),
        ],
    );
}

#[test]
fn dotnet() {
    check(
        ".NET",
        &[
            ("System.Private.CoreLib!System.Threading.Tasks.Task.Execute()", "", "", Library),
            (
                "Microsoft.AspNetCore.Server.Kestrel.Core!Http1Connection.ProcessRequests()",
                "",
                "",
                Library,
            ),
            ("System.Threading.Monitor.Wait(class System.Object,int32)", "", "", Idle),
            ("Shop!Shop.Cart.Add(int32)", "", "", Own),
            ("Shop.Orders.Store.Get", "Store.cs", "", Own),
            ("Newtonsoft.Json.JsonConvert.SerializeObject", "", "", Dependency),
            ("WKS::gc_heap::mark_phase", "", "/usr/share/dotnet/libcoreclr.so", Collector),
            ("MethodDesc::DoPrestub", "", "/usr/share/dotnet/libcoreclr.so", Runtime),
            ("UNMANAGED_CODE_TIME", "", "", Runtime),
        ],
    );
}

#[test]
fn php() {
    check(
        "PHP",
        &[
            ("App\\Cart::add", "/srv/app/src/Cart.php", "", Own),
            (
                "Symfony\\Kernel::handle",
                "/srv/app/vendor/symfony/http-kernel/Kernel.php",
                "",
                Dependency,
            ),
            ("array_map", "", "", Library),
            ("usleep", "<internal>", "", Idle),
            ("execute_ex", "", "/usr/sbin/php-fpm8.2", Runtime),
            ("zend_gc_collect_cycles", "", "/usr/sbin/php-fpm8.2", Collector),
        ],
    );
}

#[test]
fn ruby() {
    check(
        "Ruby",
        &[
            ("Cart#add", "/srv/app/models/cart.rb", "", Own),
            (
                "Rack::Builder#call",
                "/usr/lib/ruby/gems/3.2.0/gems/rack-3.0/lib/rack/builder.rb",
                "",
                Dependency,
            ),
            ("Net::HTTP#request", "/usr/lib/ruby/3.2.0/net/http.rb", "", Library),
            ("Array#each", "<cfunc>", "", Library),
            ("Integer#times", "<internal:numeric>", "", Library),
            ("(garbage collection)", "", "", Collector),
            ("Kernel#sleep", "", "", Idle),
            ("vm_exec_core", "", "/usr/lib/libruby-3.2.so.3.2", Runtime),
        ],
    );
}

#[test]
fn what_nobody_knows_is_the_users() {
    check("nothing", &[("f", "", "", Own), ("", "", "", Own), ("a/b", "x.zig", "/srv/app", Own)]);
}

#[test]
fn words_fit_where_they_say() {
    let list = "a b* *c *d* e~f";
    for (name, word) in [
        ("a", Some("a")),
        ("aa", None),
        ("bcd", Some("b*")),
        ("xc", Some("*c")),
        ("xdx", Some("*d*")),
        ("e f", Some("e~f")),
        ("", None),
    ] {
        assert_eq!(word_of(list, name), word, "{name}");
    }
}
