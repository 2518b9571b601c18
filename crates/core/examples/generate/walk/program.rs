//! The functions of the program, and what each calls.

use crate::profile::Random;

/// Number of packages of the program's own, and of functions in each.
const PACKAGES: u64 = 120;
const IN_PACKAGE: u64 = 40;
/// Ways in: a chain of so many functions, at least and at most, is before each handler.
const HANDLERS: usize = 40;
const CHAIN: [u64; 2] = [6, 16];

/// A program: which functions there are, and where they call one another.
pub struct Program {
    pub functions: Vec<Function>,
    /// The functions before each handler, root first, and the handler.
    pub handlers: Vec<Vec<u32>>,
    /// Chains of runtime functions that the program calls, outermost first.
    pub tails: Vec<Vec<u32>>,
    /// Stacks of the runtime's own threads.
    pub background: Vec<Vec<u32>>,
    /// Chains of functions in which goroutines wait.
    pub waits: Vec<Vec<u32>>,
}

/// A function.
pub struct Function {
    pub name: String,
    pub file: String,
    pub start_line: i64,
    /// Its calls of others; those that are made most come first.
    pub calls: Vec<Call>,
    /// Number of its own lines that take time.
    pub lines: u64,
    /// Of a hundred visits so many end here.
    pub ends: u64,
}

/// A place where one function calls another.
pub struct Call {
    pub line: i64,
    pub callee: u32,
    pub inlined: bool,
}

const TAILS: [&str; 14] = [
    "mallocgc mallocgcSmallScanNoHeader nextFreeFast",
    "mallocgc mallocgcSmallScanNoHeader heapSetTypeNoHeader",
    "mallocgc mallocgcTiny",
    "newobject mallocgc mallocgcSmallNoscan (*mcache).nextFree (*mcache).refill (*mcentral).cacheSpan",
    "newobject mallocgc deductAssistCredit gcAssistAlloc systemstack gcAssistAlloc.func2 gcDrainN scanobject findObject spanOf",
    "growslice memmove",
    "growslice mallocgc mallocgcLarge (*mheap).alloc systemstack (*mheap).allocSpan",
    "makeslice mallocgc memclrNoHeapPointers",
    "mapassign_faststr growWork_faststr evacuate_faststr",
    "mapaccess2_faststr aeshashbody",
    "concatstrings rawstringtmp slicebytetostring mallocgc nextFreeFast",
    "memmove",
    "convTstring mallocgc mallocgcSmallScanNoHeader",
    "chansend1 chansend goready systemstack ready runqput",
];

const BACKGROUND: [&str; 6] = [
    "gcBgMarkWorker systemstack gcBgMarkWorker.func2 gcDrain scanobject findObject spanOf",
    "gcBgMarkWorker systemstack gcBgMarkWorker.func2 gcDrain scanobject greyobject",
    "gcBgMarkWorker systemstack gcBgMarkWorker.func2 gcDrain markroot scanstack scanframeworker",
    "mcall park_m schedule findRunnable stealWork runqsteal",
    "mcall park_m schedule findRunnable netpoll epollwait",
    "bgsweep sweepone (*sweepLocked).sweep (*mspan).countAlloc",
];

const WAITS: [&str; 5] = [
    "chanrecv1 chanrecv gopark",
    "selectgo gopark",
    "semacquire1 goparkunlock gopark",
    "netpollblock gopark",
    "time.Sleep gopark",
];

impl Program {
    /// Makes up a program.
    pub fn new(random: &mut Random) -> Self {
        let own = PACKAGES * IN_PACKAGE;
        let mut functions: Vec<Function> =
            (0..own).map(|number| function(number, random)).collect();
        for number in 0..own {
            let count = 1 + random.skewed(9);
            let calls = (0..count).map(|_| call(number, own, random)).collect();
            functions[number as usize].calls = calls;
        }
        let mut this = Self {
            functions,
            handlers: Vec::new(),
            tails: Vec::new(),
            background: Vec::new(),
            waits: Vec::new(),
        };
        let chains: [Vec<Vec<u32>>; 3] = [&TAILS[..], &BACKGROUND, &WAITS]
            .map(|chains| chains.iter().map(|chain| this.chain(chain)).collect());
        [this.tails, this.background, this.waits] = chains;
        // Handlers of one server share what is before them.
        for number in 0..HANDLERS {
            let mut chain: Vec<u32> = match number {
                0..4 => Vec::new(),
                _ => {
                    let like = &this.handlers[random.below(number as u64) as usize];
                    like[..random.below(like.len() as u64) as usize].to_vec()
                }
            };
            let length = CHAIN[0] + random.below(CHAIN[1] - CHAIN[0]);
            while (chain.len() as u64) < length {
                let name = format!("net/http.(*Middleware{}).ServeHTTP", this.functions.len());
                chain.push(this.add(name, "net/http/middleware.go".to_owned()));
            }
            chain.push(random.below(own / 2) as u32);
            this.handlers.push(chain);
        }
        this
    }

    fn add(&mut self, name: String, file: String) -> u32 {
        let number = self.functions.len() as u32;
        let start_line = 20 + i64::from(number % 50) * 30;
        self.functions.push(Function {
            name,
            file,
            start_line,
            calls: Vec::new(),
            lines: 5,
            ends: 100,
        });
        number
    }

    /// Functions of the runtime by their names.
    fn chain(&mut self, names: &str) -> Vec<u32> {
        let one = |name: &str| {
            let name = if name.contains('.') && !name.contains(['(', 'f']) {
                name.to_owned()
            } else {
                format!("runtime.{name}")
            };
            match self.functions.iter().position(|function| function.name == name) {
                Some(known) => known as u32,
                None => self.add(name, "runtime/malloc.go".to_owned()),
            }
        };
        names.split(' ').map(one).collect()
    }
}

fn function(number: u64, random: &mut Random) -> Function {
    let package = number / IN_PACKAGE;
    let path = format!("example.com/shop/internal/part{package}");
    let name = match number % 5 {
        0 => format!("{path}.New{number}"),
        1 => format!("{path}.(*Store{}).Run{number}.func{}", number % 11, 1 + number % 3),
        _ => format!("{path}.(*Store{}).Do{number}", number % 11),
    };
    Function {
        name,
        file: format!("{path}/file{}.go", number % 7),
        start_line: 10 + (number % 40) as i64 * 25,
        calls: Vec::new(),
        lines: 1 + random.skewed(30),
        ends: 12 + random.below(30),
    }
}

/// A call of a function with this number: mostly of one of its own package, or of one
/// that is called by many; now and then of itself or of one that may lead back.
fn call(number: u64, own: u64, random: &mut Random) -> Call {
    let package = number / IN_PACKAGE * IN_PACKAGE;
    let callee = match random.below(100) {
        0..3 => number,
        3..50 => package + random.below(IN_PACKAGE),
        50..60 => random.below(own),
        _ => own - 1 - random.skewed(own),
    };
    Call {
        line: 1 + random.below(24) as i64,
        callee: callee as u32,
        inlined: callee != number && callee % 6 == 0,
    }
}
