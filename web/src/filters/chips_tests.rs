use super::*;

/// The chips of a query and what is switched off, in short: `focus a`, `focus and off b`.
fn shown(chips: &[Chip]) -> Vec<String> {
    let word = |is: bool, word| if is { word } else { "" };
    let show = |c: &Chip| {
        let typed = c.typed();
        let (kind, text) = typed.split_once(": ").unwrap();
        [kind, word(c.and, " and"), word(c.off, " off"), " ", text].concat()
    };
    chips.iter().map(show).collect()
}

fn query(param: &str, value: &str) -> Query {
    let mut url = String::new();
    hearth_core::query::url::push_param(&mut url, param, value);
    Query::from_url(&url).unwrap()
}

/// Reads a value, and checks that it is written as it was.
fn read_one(param: &str, value: &str) -> Vec<String> {
    let (mut before, mut off) = (query(param, value), Off::new());
    let chips = read(&before, &off);
    let asked = before.clone();
    write(&chips, &mut before, &mut off);
    assert_eq!((before, off), (asked, Off::new()), "{param}={value}");
    shown(&chips)
}

#[test]
fn alternatives_are_chips() {
    assert_eq!(
        read_one("f", r"main\.f|^a\.\(\*T\)\.b$|x.*y"),
        ["focus main.f", "focus \"a.(*T).b\"", "focus /x.*y/"]
    );
    assert_eq!(read_one("prunefrom", "a"), ["prune from a"]);
    assert_eq!(read_one("h", "(?:^runtime|^sync)"), ["hide /^runtime|^sync/"]);
    assert_eq!(read_one("i", "(?i)a|b"), ["ignore /(?i)a|b/"]);
    assert_eq!(read_one("s", "a||("), ["show /a||(/"]);
    assert_eq!(read_one("s", "a|"), ["show a", "show //"]);
    assert_eq!(read_one("h.and_f", "a|b"), ["focus and /a|b/"]);
}

#[test]
fn labels_are_joined_by_their_own_rules() {
    assert_eq!(
        read_one("tf", "thread=main,w.*"),
        ["tag focus thread=main", "tag focus thread=/w.*/"]
    );
    assert_eq!(read_one("tf", "bytes=1kb:2mb"), ["tag focus bytes=1kb:2mb"]);
    assert_eq!(read_one("ti", ":64kb"), ["tag ignore :64kb"]);
    assert_eq!(read_one("tf", "a|b"), ["tag focus a", "tag focus b"]);
    assert_eq!(
        read_one("tf", r"^thread:.*main|^zone:eu$|^x:.*(?:a|b)"),
        ["tag focus thread=main", "tag focus zone=\"eu\"", "tag focus x=/a|b/"]
    );
    assert_eq!(read_one("ti", "a,b"), ["tag ignore /a,b/"]);
    assert_eq!(read_one("ts", "a=b"), ["tag show a=b"]);
    assert_eq!(read_one("h.and_tf", "thread=a,b"), ["tag focus and thread=/a,b/"]);
    // All of those must match, which is what "and" says.
    let (mut asked, mut off) = (query("tf", "a|b,c,d"), Off::new());
    let chips = read(&asked, &off);
    assert_eq!(shown(&chips), ["tag focus a", "tag focus b", "tag focus and c", "tag focus and d"]);
    write(&chips, &mut asked, &mut off);
    assert_eq!((&*asked.tagfocus, asked.and_tagfocus.join(" ")), ("a|b", "c d".to_owned()));
}

#[test]
fn different_labels_can_be_alternatives() {
    let written = |kind, values: &[&str]| {
        let chips: Vec<_> = values.iter().map(|v| Chip::from_value(kind, v)).collect();
        let (mut query, mut off) = (Query::default(), Off::new());
        write(&chips, &mut query, &mut off);
        let again = shown(&read(&query, &off));
        (kind.field(&mut query).clone(), query.and_tagfocus, off, again)
    };
    let (value, ..) = written(Kind::TagIgnore, &["a=x", "a=^y$"]);
    assert_eq!(value, "a=x,^y$");
    let (value, _, _, again) = written(Kind::TagIgnore, &["a=x", "b=^y$", "c=z.", "d"]);
    assert_eq!(value, "^a:.*x|^b:y$|^c:.*(?:z.)|d");
    assert_eq!(again.len(), 4);
    // A range can't be an alternative.
    let (value, ands, _, again) = written(Kind::TagFocus, &["a=x", "bytes=1kb:", "b=y"]);
    assert_eq!((&*value, &*ands), ("^a:.*x|^b:.*y", &["bytes=1kb:".to_owned()][..]));
    assert_eq!(again[2], "tag focus and bytes=1kb:");
    let (value, _, off, _) = written(Kind::TagIgnore, &["a=x", "1kb:"]);
    assert_eq!((&*value, off), ("a=x", vec![("ti".to_owned(), "1kb:".to_owned())]));
}

#[test]
fn chips_are_switched_off_and_made_to_match_as_well() {
    let mut asked = query("f", "a|b|c");
    let mut off = vec![("future".to_owned(), "x".to_owned())];
    let mut chips = read(&asked, &off);
    chips[0].off = true;
    chips[1].and = true;
    write(&chips, &mut asked, &mut off);
    assert_eq!((&*asked.focus, asked.and_focus.join(" ")), ("c", "b".to_owned()));
    assert_eq!(off[1..], [("f".to_owned(), "a".to_owned())]);
    let mut chips = read(&asked, &off);
    assert_eq!(shown(&chips), ["focus c", "focus and b", "focus off a"]);
    chips[1].off = true;
    write(&chips, &mut asked, &mut off);
    assert_eq!(shown(&read(&asked, &off)), ["focus c", "focus and off b", "focus off a"]);
    write(&[], &mut asked, &mut off);
    assert_eq!((asked, off.len()), (Query::default(), 1));
}

#[test]
fn signs_of_the_label_filter_are_quoted() {
    let literal = |text: &str| Chip::new(Kind::TagFocus, Pattern::Literal(text.into()));
    assert_eq!(literal("a,b=c").value(), r"a\x2cb\x3dc");
    assert_eq!(Chip::from_value(Kind::TagFocus, r"a\x2cb\x3dc"), literal("a,b=c"));
    let label = Chip::of_label(Kind::TagFocus, "q", "a,b=c");
    assert_eq!(label.value(), r"q=^a\x2cb=c$");
    assert_eq!(Chip::of_label(Kind::TagFocus, "bytes", "32kB").value(), "bytes=32kB");
    assert_eq!(Chip::of_label(Kind::TagFocus, "status", "200").value(), "status=^200$");
}

#[test]
fn ranges_are_told_from_texts() {
    for (text, expected) in [
        ("32kb", true),
        ("-1:+5s", true),
        (":64kb", true),
        ("4mb:", true),
        ("v1", false),
        ("1.2", false),
        (":", false),
        ("", false),
        ("::3", false),
    ] {
        assert_eq!(is_range(text), expected, "{text}");
    }
}

#[test]
fn a_node_has_a_function() {
    for (name, granularity, function) in [
        ("operator new(unsigned long)", Granularity::Functions, "operator new(unsigned long)"),
        ("main.f /srv/my dir/x.go:12", Granularity::Lines, "main.f"),
        (
            "operator new(unsigned long) new.cc",
            Granularity::FileFunctions,
            "operator new(unsigned long)",
        ),
        ("0000000000401000 main.f x.go:3", Granularity::Addresses, "main.f"),
        ("main.f", Granularity::Lines, "main.f"),
        ("/srv/x.go", Granularity::Files, "/srv/x.go"),
    ] {
        assert_eq!(function_of(name, granularity), function);
    }
}
