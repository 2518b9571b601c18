//! Wait reason of a goroutine: from the state that a dump names, or from the runtime's
//! functions at the leaf of its stack.

/// Reason why a goroutine waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockedOn {
    /// It sends to a channel.
    ChanSend,
    /// It receives from a channel.
    ChanReceive,
    /// It waits for one of several channels.
    Select,
    /// A channel that is nil, or a select without cases: nothing can wake it.
    Forever,
    /// A mutex, also one for reading and writing.
    Mutex,
    /// A wait group.
    WaitGroup,
    /// A condition.
    Cond,
    /// The network, a pipe or a file.
    Io,
    /// The clock.
    Sleep,
    /// A call of the operating system, or of C.
    Syscall,
    /// The garbage collector, or the runtime itself.
    Runtime,
    /// Nothing: it runs, or could.
    Running,
    /// Some semaphore, or what is not known.
    Other,
}

/// Beginnings of the runtime's names for states, the longest of those that share a start
/// first. Source: `waitReasonStrings` and `gStatusStrings` in Go's `runtime`.
const STATES: [(&str, BlockedOn); 28] = [
    ("chan send (nil chan)", BlockedOn::Forever),
    ("chan receive (nil chan)", BlockedOn::Forever),
    ("select (no cases)", BlockedOn::Forever),
    ("chan send", BlockedOn::ChanSend),
    ("chan receive", BlockedOn::ChanReceive),
    ("select", BlockedOn::Select),
    ("sync.Mutex", BlockedOn::Mutex),
    ("sync.RWMutex", BlockedOn::Mutex),
    ("sync.WaitGroup", BlockedOn::WaitGroup),
    ("sync.Cond", BlockedOn::Cond),
    ("IO wait", BlockedOn::Io),
    ("sleep", BlockedOn::Sleep),
    ("syscall", BlockedOn::Syscall),
    ("GC ", BlockedOn::Runtime),
    ("garbage collection", BlockedOn::Runtime),
    ("force gc", BlockedOn::Runtime),
    ("finalizer wait", BlockedOn::Runtime),
    ("cleanup wait", BlockedOn::Runtime),
    ("trace reader", BlockedOn::Runtime),
    ("debug call", BlockedOn::Runtime),
    ("stopping the world", BlockedOn::Runtime),
    ("wait for GC", BlockedOn::Runtime),
    ("copystack", BlockedOn::Runtime),
    ("running", BlockedOn::Running),
    ("runnable", BlockedOn::Running),
    ("preempted", BlockedOn::Running),
    ("waiting", BlockedOn::Other),
    ("dead", BlockedOn::Runtime),
];

/// The functions at the leaf that tell, wherever they are among the library's there.
/// What comes first here counts more: a mutex is a semaphore too. Parts of names, as
/// methods have receivers and generic functions have types.
const FUNCTIONS: [(&str, BlockedOn); 25] = [
    ("sync.(*WaitGroup).Wait", BlockedOn::WaitGroup),
    ("sync.runtime_SemacquireWaitGroup", BlockedOn::WaitGroup),
    ("sync.(*Cond).Wait", BlockedOn::Cond),
    ("sync.runtime_notifyListWait", BlockedOn::Cond),
    ("sync.(*Mutex).", BlockedOn::Mutex),
    ("sync.(*RWMutex).", BlockedOn::Mutex),
    ("internal/sync.(*Mutex).", BlockedOn::Mutex),
    ("sync.runtime_SemacquireMutex", BlockedOn::Mutex),
    ("sync.runtime_SemacquireRWMutex", BlockedOn::Mutex),
    ("runtime.chansend", BlockedOn::ChanSend),
    ("runtime.chanrecv", BlockedOn::ChanReceive),
    ("runtime.selectgo", BlockedOn::Select),
    ("runtime.block", BlockedOn::Forever),
    ("time.Sleep", BlockedOn::Sleep),
    ("runtime.netpollblock", BlockedOn::Io),
    ("internal/poll.runtime_pollWait", BlockedOn::Io),
    ("syscall.Syscall", BlockedOn::Syscall),
    ("syscall.RawSyscall", BlockedOn::Syscall),
    ("syscall.syscall", BlockedOn::Syscall),
    ("internal/runtime/syscall.", BlockedOn::Syscall),
    ("runtime.notetsleepg", BlockedOn::Syscall),
    ("os/signal.signal_recv", BlockedOn::Syscall),
    ("runtime.cgocall", BlockedOn::Syscall),
    ("runtime.gcBgMarkWorker", BlockedOn::Runtime),
    ("runtime.bgs", BlockedOn::Runtime),
];

impl BlockedOn {
    /// From the state in a dump: `chan receive`, `sync.Mutex.Lock`, `IO wait`…
    /// Older dumps have `semacquire` for whatever waits for a semaphore: then the
    /// functions tell more.
    pub fn of_state(state: &str) -> Self {
        let found = STATES.iter().find(|(start, _)| state.starts_with(start));
        found.map_or(Self::Other, |&(_, on)| on)
    }

    /// From the functions of a stack, the leaf first. Only those at the leaf that are
    /// the runtime's or belong to it count. Whatever is not waiting runs.
    pub fn of_functions<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let is_near = |name: &&str| {
            let parts =
                ["runtime.", "sync.", "internal/", "syscall.", "time.", "os/signal.", "runtime/"];
            parts.iter().any(|part| name.starts_with(part))
        };
        let (mut best, mut is_parked) = (None, false);
        for name in names.take_while(is_near) {
            is_parked |= name == "runtime.gopark";
            let found = FUNCTIONS.iter().position(|(part, _)| name.starts_with(part));
            best = match (best, found) {
                (Some(old), Some(new)) => Some(usize::min(old, new)),
                (old, new) => old.or(new),
            };
        }
        match best {
            Some(best) => FUNCTIONS[best].1,
            None if is_parked => Self::Other,
            None => Self::Running,
        }
    }

    /// A short English name: `chan send`, `mutex`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ChanSend => "chan send",
            Self::ChanReceive => "chan receive",
            Self::Select => "select",
            Self::Forever => "forever",
            Self::Mutex => "mutex",
            Self::WaitGroup => "wait group",
            Self::Cond => "cond",
            Self::Io => "IO",
            Self::Sleep => "sleep",
            Self::Syscall => "syscall",
            Self::Runtime => "runtime",
            Self::Running => "running",
            Self::Other => "other",
        }
    }

    /// Returns whether only another goroutine can end the wait: what waits for the clock, the
    /// network or the system, or runs, goes on by itself sooner or later.
    pub fn is_on_others(self) -> bool {
        !matches!(
            self,
            Self::Io | Self::Sleep | Self::Syscall | Self::Runtime | Self::Running | Self::Other
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_say_what_is_waited_for() {
        for (state, on) in [
            ("chan send", BlockedOn::ChanSend),
            ("chan receive (nil chan)", BlockedOn::Forever),
            ("chan receive (synctest)", BlockedOn::ChanReceive),
            ("select (no cases)", BlockedOn::Forever),
            ("sync.RWMutex.RLock", BlockedOn::Mutex),
            ("sync.WaitGroup.Wait", BlockedOn::WaitGroup),
            ("IO wait", BlockedOn::Io),
            ("GC worker (idle)", BlockedOn::Runtime),
            ("semacquire", BlockedOn::Other),
            ("", BlockedOn::Other),
        ] {
            assert_eq!(BlockedOn::of_state(state), on, "{state}");
        }
    }

    #[test]
    fn functions_say_it_too() {
        for (stack, on) in [
            ("runtime.gopark runtime.chansend runtime.chansend1 main.f", BlockedOn::ChanSend),
            ("runtime.gopark runtime.selectgo main.f sync.(*Cond).Wait", BlockedOn::Select),
            (
                "runtime.gopark runtime.semacquire1 sync.runtime_SemacquireMutex \
                 sync.(*Mutex).lockSlow main.f",
                BlockedOn::Mutex,
            ),
            (
                "runtime.gopark runtime.goparkunlock runtime.semacquire1 \
                 sync.runtime_SemacquireWaitGroup sync.(*WaitGroup).Wait main.f",
                BlockedOn::WaitGroup,
            ),
            ("runtime.gopark time.Sleep main.f", BlockedOn::Sleep),
            (
                "runtime.gopark runtime.netpollblock internal/poll.runtime_pollWait \
                 internal/poll.(*FD).Read net.(*netFD).Read",
                BlockedOn::Io,
            ),
            ("runtime.gopark main.f", BlockedOn::Other),
            ("main.f runtime.selectgo", BlockedOn::Running),
            ("", BlockedOn::Running),
        ] {
            assert_eq!(BlockedOn::of_functions(stack.split_whitespace()), on, "{stack}");
        }
    }
}
