//! Folded stacks: `root;caller;leaf 12`, as flame graph scripts write and read them.
//!
//! There is no standard. What is taken: a line for each stack, its frames root first with
//! semicolons between them, then a space or a tab and a count. Frames are kept as they are,
//! with blanks and with annotations like `_[k]`. Where counts have fractions, all are scaled by
//! the same power of ten. Lines without a count are skipped, and a comment counts them. Where
//! every line has two counts, as difffolded.pl writes them, they are those before and after.

use super::builder::{Builder, Column};
use super::lines::split_line;
use crate::profile::{LocationId, Profile};

/// Number of lines that are looked at to tell whether a text is this form.
const HEAD: usize = 20;
/// A fraction has at most this many digits that count.
const DIGITS: u32 = 6;

/// The comment that counts what was skipped: how many lines, and the first of them.
pub const SKIPPED: [&str; 2] =
    ["Lines without a count that were skipped: ", ", the first is line "];

/// Reads all stacks of a text; `None` if it is another form.
///
/// The only sample type is `samples/count`, or `before/count` and `after/count` where each line
/// has two counts. Stacks that come twice are two samples.
pub fn read(content: &[u8]) -> Option<Profile> {
    let form = form(content)?;
    let digits = lines(content)
        .filter_map(|(_, line)| {
            let (stack, count) = split(line)?;
            let first = if form == Form::Two { split(stack)?.1.fraction.len() } else { 0 };
            Some(first.max(count.fraction.len()) as u32)
        })
        .max()
        .unwrap_or(0)
        .min(DIGITS);
    let columns: &[Column] = match form {
        Form::One => &[("samples", "count")],
        Form::Two => &[("before", "count"), ("after", "count")],
    };
    let mut builder = Builder::new(columns);
    let (mut skipped, mut first) = (0, 0);
    let mut stack: Vec<LocationId> = Vec::new();
    for (number, line) in lines(content) {
        let Some((names, values)) = values(line, form, digits) else {
            if skipped == 0 {
                first = number;
            }
            skipped += 1;
            continue;
        };
        stack.clear();
        // A stack without frames is no stack with a frame without a name.
        if !names.is_empty() {
            for name in names.split(|&b| b == b';') {
                let function = builder.function(name, b"");
                stack.push(builder.line(0, function, 0));
            }
        }
        builder.sample(&values[..columns.len()], stack.iter().rev().copied());
    }
    if skipped > 0 {
        let [many, at] = SKIPPED;
        let comment = [many, &skipped.to_string(), at, &first.to_string()].concat();
        builder.comment(comment.as_bytes());
    }
    if digits > 0 {
        let factor = 10_u64.pow(digits).to_string();
        builder.comment(["Counts are those of the file times ", &factor].concat().as_bytes());
    }
    Some(builder.finish())
}

/// Number of counts that each line has: two where two profiles are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    One,
    Two,
}

/// Judges by the first lines: most of them are stacks, and more have several frames than are
/// none at all.
fn form(content: &[u8]) -> Option<Form> {
    let (mut stacks, mut deep, mut twice, mut others) = (0, 0, 0, 0);
    for (_, line) in lines(content).take(HEAD) {
        match split(line) {
            Some((stack, _)) => {
                stacks += 1;
                deep += usize::from(stack.contains(&b';'));
                twice += usize::from(split(stack).is_some_and(|(stack, _)| !stack.is_empty()));
            }
            None => others += 1,
        }
    }
    let is_folded = deep > others && stacks > others;
    is_folded.then_some(if twice == stacks { Form::Two } else { Form::One })
}

/// The stack of a line, and its one or two values.
fn values(line: &[u8], form: Form, digits: u32) -> Option<(&[u8], [i64; 2])> {
    let (stack, count) = split(line)?;
    let value = count.scaled(digits)?;
    if form == Form::One {
        return Some((stack, [value, 0]));
    }
    let (stack, before) = split(stack)?;
    Some((stack, [before.scaled(digits)?, value]))
}

/// The lines that have something in them, and their numbers. Lines that start with `#` or `//`
/// are remarks of whoever wrote them.
fn lines(mut content: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut number = 0;
    std::iter::from_fn(move || {
        while !content.is_empty() {
            let (line, rest) = split_line(content);
            (content, number) = (rest, number + 1);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if !line.trim_ascii().is_empty() && !is_remark(line) {
                return Some((number, line));
            }
        }
        None
    })
}

fn is_remark(line: &[u8]) -> bool {
    line.starts_with(b"# ") || line.starts_with(b"// ")
}

/// A count as it is written: its sign, its digits, and those after the point.
struct Count<'a> {
    is_negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
}

/// The stack and its count; `None` where there is no count.
fn split(line: &[u8]) -> Option<(&[u8], Count<'_>)> {
    let line = line.trim_ascii_end();
    let at = line.iter().rposition(|&b| b == b' ' || b == b'\t')?;
    let (stack, count) = (&line[..at], &line[at + 1..]);
    // Only what ends names on all sides: a name may begin or end with a blank.
    if stack.contains(&0) {
        return None;
    }
    let (is_negative, count) = match count.strip_prefix(b"-") {
        Some(count) => (true, count),
        None => (false, count),
    };
    let point = count.iter().position(|&b| b == b'.').unwrap_or(count.len());
    let (whole, fraction) = (&count[..point], count.get(point + 1..).unwrap_or_default());
    let is_digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    let is_count = !whole.is_empty() && is_digits(whole) && is_digits(fraction);
    is_count.then_some((stack, Count { is_negative, whole, fraction }))
}

impl Count<'_> {
    /// The count times a power of ten, without what is left of its fraction; `None` where it
    /// is too large.
    fn scaled(&self, digits: u32) -> Option<i64> {
        let zeros = std::iter::repeat(&b'0');
        let fraction = self.fraction.iter().chain(zeros).take(digits as usize);
        let value = self.whole.iter().chain(fraction).try_fold(0_i64, |value, &digit| {
            value.checked_mul(10)?.checked_add(i64::from(digit - b'0'))
        })?;
        Some(if self.is_negative { -value } else { value })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::as_meant;
    use super::*;
    use crate::query::Query;
    use crate::report::folded;
    use crate::selection::Session;
    use proptest::prelude::*;

    fn printed(profile: Profile) -> String {
        let mut session = Session::new(profile);
        let selection = session.select(&Query::default()).expect("it has a sample type");
        String::from_utf8(folded(&selection)).expect("names are texts")
    }

    fn again(text: &str) -> String {
        printed(read(text.as_bytes()).expect("it is folded"))
    }

    fn comments(text: &str) -> Vec<String> {
        let profile = read(text.as_bytes()).expect("it is folded");
        profile.comments.iter().map(|&id| profile.strings.text(id).into_owned()).collect()
    }

    #[test]
    fn stacks_are_read() {
        assert_eq!(
            as_meant("main;run;parse [x] 12\r\nmain;run_[k]\t3\n\n# a remark\nmain 1"),
            "samples/count\n\
             12: 0=parse [x]@:0 0=run@:0 0=main@:0\n\
             3: 0=run_[k]@:0 0=main@:0\n\
             1: 0=main@:0\n"
        );
    }

    #[test]
    fn what_was_folded_is_folded_to_the_same() {
        for text in [
            " 5\n",
            "a;b;c -1\na;b;c d 12\n",
            "a;operator<(A, B) const;x_[j] 9223372036854775807\n",
            "main.(*T[go.shape.int]).Do;main.f.func1 1\n",
            "线程;函数 2\n",
        ] {
            let text = ["a;a 1\n", text].concat();
            let mut sorted: Vec<&str> = text.lines().collect();
            sorted.sort_unstable();
            assert_eq!(again(&text), sorted.join("\n") + "\n");
        }
    }

    #[test]
    fn what_comes_twice_is_added_up() {
        assert_eq!(again("a;b 1\na;b 2\nb;a 4\n"), "a;b 3\nb;a 4\n");
    }

    #[test]
    fn fractions_are_scaled_and_that_is_said() {
        assert_eq!(again("a;b 1.5\na;c 2\na;d 0.25\n"), "a;b 150\na;c 200\na;d 25\n");
        assert_eq!(comments("a;b 1.5\n"), ["Counts are those of the file times 10"]);
        assert_eq!(again("a;b 0.12345678\na 1\n"), "a 1000000\na;b 123456\n");
    }

    #[test]
    fn what_is_skipped_is_counted() {
        let head = "a;b 1\n".repeat(HEAD);
        let text = [&head, "\nno count\na;b 99999999999999999999\n"].concat();
        let said = "Lines without a count that were skipped: 2, the first is line 22";
        assert_eq!(comments(&text), [said]);
        assert_eq!(again(&text), "a;b 20\n");
    }

    #[test]
    fn two_counts_are_before_and_after() {
        assert_eq!(
            as_meant("a;b 1 2\na;c 0 1.5\n"),
            "before/count after/count\n10 20: 0=b@:0 0=a@:0\n0 15: 0=c@:0 0=a@:0\n"
        );
        // A name may end with a number.
        assert_eq!(again("a;b 1 2\na;c 3\n"), "a;b 1 2\na;c 3\n");
    }

    #[test]
    fn some_lines_may_be_none() {
        let text = "# remark\n// remark\na;b;c 1\na;b 5\ninvalid line\n";
        assert_eq!(again(text), "a;b 5\na;b;c 1\n");
        assert_eq!(comments(text).len(), 1);
    }

    #[test]
    fn annotations_are_parts_of_names() {
        let text = "java;Foo:::bar_[j];baz_[i];sys_read_[k];waker_[w] 1.5e1\n";
        assert!(read(text.as_bytes()).is_none());
        let text = "java;Foo:::bar_[j];baz_[i];sys_read_[k];waker_[w] 15\n";
        assert_eq!(again(text), text);
    }

    #[test]
    fn other_texts_are_not_stacks() {
        for text in
            ["", "\n", "error 404\n", "a;b\n", "a;b x\n", "a,b 1\n", "a;b\0 1\n", "x 1\ny\n"]
        {
            assert!(read(text.as_bytes()).is_none(), "{text:?}");
        }
    }

    proptest! {
        /// Whatever the stacks are, they are read as they were written.
        #[test]
        fn stacks_go_there_and_back(
            stacks in prop::collection::btree_map(
                prop::collection::vec("[^;\r\n\0]{0,6}[!-:<-~]", 1..6),
                1_i64..1 << 40,
                1..30,
            ),
        ) {
            let lines = stacks.iter().map(|(stack, value)| format!("{} {value}\n", stack.join(";")));
            let text = lines.collect::<String>() + "a;b 1\n";
            prop_assume!(text.lines().all(|line| !is_remark(line.as_bytes())));
            if let Some(profile) = read(text.as_bytes()) {
                let once = printed(profile);
                // Control characters are printed as blanks: a name can become a comment.
                prop_assume!(once.lines().all(|line| !is_remark(line.as_bytes())));
                prop_assert_eq!(again(&once), once);
            }
        }
    }
}
