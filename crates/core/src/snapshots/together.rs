//! Goroutines that come together are one finding: whatever starts six for each request grows
//! in six places, in step. And what is a connection is growth of connections.

use super::columns::Columns;
use super::identity::Identity;
use super::rollup::Part;
use super::snapshot_set::{Series, SnapshotSet};
use super::suspects::Candidate;
use super::verdict::{Reason, Verdict};
use crate::diagnose::{BlockedOn, Ownership};
use crate::profile::StackId;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// Series in step differ by those under way, at most this many…
const UNDER_WAY: f64 = 3.0;
/// …or this part.
const APART: f64 = 0.03;
/// The most goroutines of one place for each of another.
const MOST_EACH: f64 = 8.0;
/// The share of connections that must have waited, of those that are old enough.
const WAIT: f64 = 0.7;
/// The least that are old enough to tell.
const OLD: usize = 5;
/// From this many seconds on, waits are told in minutes.
const TOLD: f64 = 90.0;

/// Names of functions of goroutines that belong to one connection, whatever it waits
/// for: how the names start. To add a client or a server, add its loops.
const CONNECTIONS: [&str; 40] = [
    // net/http, client and server, with HTTP/2.
    "net/http.(*persistConn).",
    "net/http.(*conn).serve",
    "net/http.(*connReader).",
    "net/http.(*http2",
    "net/http/internal/http2.",
    "golang.org/x/net/http2.(*",
    // gRPC.
    "google.golang.org/grpc/internal/transport.(*http2",
    "google.golang.org/grpc/internal/transport.(*loopyWriter)",
    "google.golang.org/grpc/internal/transport.newHTTP2",
    "google.golang.org/grpc/internal/transport.NewServerTransport",
    "google.golang.org/grpc/internal/transport.NewHTTP2",
    "google.golang.org/grpc.(*addrConn)",
    "google.golang.org/grpc.(*Server).handleRawConn",
    "google.golang.org/grpc.(*Server).serveStreams",
    // Databases.
    "database/sql.(*DB).connection",
    "github.com/go-sql-driver/mysql.(*mysqlConn)",
    "github.com/lib/pq.(*conn)",
    "github.com/jackc/pgx",
    "github.com/jackc/puddle",
    "github.com/denisenkom/go-mssqldb",
    "github.com/microsoft/go-mssqldb",
    "go.mongodb.org/mongo-driver/x/mongo/driver/topology.",
    "github.com/gocql/gocql.(*Conn)",
    "github.com/redis/go-redis",
    "github.com/go-redis/redis",
    "github.com/redis/rueidis.(*pipe)",
    // Brokers.
    "github.com/nats-io/nats.go.(*Conn)",
    "github.com/IBM/sarama.(*Broker)",
    "github.com/Shopify/sarama.(*Broker)",
    "github.com/segmentio/kafka-go.(*conn",
    "github.com/twmb/franz-go/pkg/kgo.(*broker",
    "github.com/rabbitmq/amqp091-go.(*Connection)",
    "github.com/streadway/amqp.(*Connection)",
    "github.com/eclipse/paho.mqtt.golang.",
    "github.com/nsqio/go-nsq.(*Conn)",
    "github.com/go-stomp/stomp",
    "github.com/apache/pulsar-client-go/pulsar/internal.(*connection)",
    // Others.
    "golang.org/x/crypto/ssh.(*",
    "github.com/hashicorp/yamux.(*Session)",
    "github.com/gorilla/websocket.",
];

/// Puts together what moves in step; each of the others stays by itself.
pub(super) fn together(
    set: &SnapshotSet,
    series: &Series,
    columns: &Columns,
    all: Vec<Candidate>,
) -> Vec<(Candidate, Vec<Part>, u32)> {
    let (mut growing, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|c| c.judgement.verdict <= Verdict::Growing);
    let identity = &set.identity;
    let name = |c: &Candidate| set.blamed(c.stack);
    let is_own = |c: &Candidate| identity.site(c.stack).owner == Ownership::Own;
    // What heads a group: the main module's own, where a request is handled, before what
    // serves its connection; then what there is most of.
    growing.sort_by_key(|c| {
        (
            !is_own(c),
            is_connection(set, c.stack),
            c.judgement.verdict,
            Reverse(c.sum.growth()),
            name(c),
        )
    });
    let mut groups: Vec<Vec<Candidate>> = Vec::new();
    for candidate in growing {
        let fits = |group: &&mut Vec<Candidate>| {
            group.iter().any(|member| is_in_step(&member.sum.values, &candidate.sum.values))
                || group.iter().all(|member| {
                    !is_own(member)
                        && !is_own(&candidate)
                        && are_one(set, member.stack, candidate.stack)
                })
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(candidate),
            None => groups.push(vec![candidate]),
        }
    }
    let mut found: Vec<_> =
        groups.into_iter().map(|group| finding(set, series, columns, group)).collect();
    // What only comes along is no other finding.
    let is_member = |c: &Candidate| {
        let is_in = |head: &Candidate| {
            head.judgement.verdict <= Verdict::Growing
                && is_in_step(&head.sum.values, &c.sum.values)
        };
        found.iter().any(|(head, ..)| is_in(head))
    };
    let rest: Vec<Candidate> = others.into_iter().filter(|c| !is_member(c)).collect();
    found.extend(rest.into_iter().map(|candidate| (candidate, Vec::new(), 1)));
    found
}

fn finding(
    set: &SnapshotSet,
    series: &Series,
    columns: &Columns,
    mut group: Vec<Candidate>,
) -> (Candidate, Vec<Part>, u32) {
    let is_handler = |c: &Candidate| {
        set.identity.site(c.stack).owner == Ownership::Own && !is_connection(set, c.stack)
    };
    let verdict = |all: &mut dyn Iterator<Item = &Candidate>| {
        all.map(|c| c.judgement.verdict).min().unwrap_or(Verdict::Growing)
    };
    // Where a handler is held, it decides; else the worst of them.
    let has_handler = group.iter().any(is_handler);
    let verdict = match has_handler {
        true => verdict(&mut group.iter().filter(|c| is_handler(c))),
        false => verdict(&mut group.iter()),
    };
    // The reader says what its connection does.
    let is_bound = !has_handler
        && group.iter().any(|c| is_connection(set, c.stack))
        && !group.iter().any(|c| is_held(set, c.stack));
    let grew: Vec<i64> = group.iter().map(|c| c.sum.growth()).collect();
    let least = grew.iter().copied().filter(|&g| g > 0).min().unwrap_or(1) as f64;
    let each =
        grew.iter().map(|&g| (g as f64 / least).round()).sum::<f64>().clamp(1.0, 99.0) as u32;
    let total = grew.iter().sum::<i64>().max(1) as f64;
    let cells = group.iter().flat_map(|c| &c.cells);
    let stacks: FxHashSet<StackId> =
        cells.map(|&cell| columns.cells[cell as usize].stack).collect();
    let parts: Vec<Part> = match group.len() {
        1 => Vec::new(),
        _ => group
            .iter()
            .zip(&grew)
            .map(|(c, &grew)| {
                let (function, file, line) = set.blamed(c.stack);
                Part { function, file, line, grew, share: grew as f64 / total }
            })
            .collect(),
    };
    let head_at = group.iter().position(|c| c.judgement.verdict == verdict).unwrap_or(0);
    let deciding = group[head_at].judgement.clone();
    let mut head = group.swap_remove(0);
    if head_at != 0 {
        head.judgement = deciding;
    }
    let waits = waits(set, series, columns, &stacks);
    if let Some((waiting, old)) = waits.filter(|&(waiting, _)| waiting > 0) {
        head.judgement.reasons.push(Reason::LongWaits(waiting, old));
    }
    let is_stuck =
        waits.is_some_and(|(waiting, old)| old >= OLD && waiting as f64 >= WAIT * old as f64);
    if is_bound {
        let reason = Reason::Connections(head.sum.growth());
        match is_stuck {
            true => head.judgement.reasons.push(reason),
            false => {
                head.judgement.verdict = Verdict::Growing;
                head.judgement.reasons.insert(0, reason);
            }
        }
    }
    (head, parts, each)
}

/// Returns whether two series rise and fall together: one is a whole multiple of the other.
fn is_in_step(a: &[i64], b: &[i64]) -> bool {
    let rise = |values: &[i64]| values[values.len() - 1].saturating_sub(values[0]) as f64;
    let (a, b) = if rise(a) >= rise(b) { (a, b) } else { (b, a) };
    let (more, less) = (rise(a), rise(b));
    // Of few, chance would make it so.
    if less < 2.0 * UNDER_WAY {
        return false;
    }
    let each = (more / less).round().clamp(1.0, MOST_EACH);
    a.iter().zip(b).all(|(&x, &y)| {
        let (x, y) = (x.saturating_sub(a[0]) as f64, each * y.saturating_sub(b[0]) as f64);
        (x - y).abs() <= f64::max(UNDER_WAY * each, APART * x.abs().max(y.abs()))
    })
}

/// The function at the root of a goroutine, which is what it was started for.
fn root(identity: &Identity, stack: StackId) -> Option<u32> {
    let functions = identity.stack(stack).iter().rev().map(|&f| identity.frame(f).function);
    let is_runtime =
        |id: &u32| crate::diagnose::is_runtime(identity.strings.get(identity.function(*id).name));
    functions.into_iter().find(|id| !is_runtime(id))
}

/// Returns whether a goroutine is part of a connection: a loop of the table, or whatever
/// reads from the network at its root. A handler within the loop is none.
fn is_connection(set: &SnapshotSet, stack: StackId) -> bool {
    let identity = &set.identity;
    let site = identity.site(stack);
    let Some(root) = root(identity, stack) else { return false };
    let is_loop = || CONNECTIONS.iter().any(|start| text(identity, root).starts_with(start));
    match site.owner {
        Ownership::Own => {
            let own = site.frame.map(|frame| identity.frame(frame).function);
            own == Some(root) && reads(set, stack)
        }
        _ => is_loop() || reads(set, stack),
    }
}

/// Returns whether a connection is held by somebody: the reader of a client waits for who
/// asked to read or close the body of the answer.
fn is_held(set: &SnapshotSet, stack: StackId) -> bool {
    let is_reader = |id: u32| text(&set.identity, id) == "net/http.(*persistConn).readLoop";
    let waits = set.goroutines.blocked.get(&stack);
    waits == Some(&BlockedOn::Select) && root(&set.identity, stack).is_some_and(is_reader)
}

/// Returns whether two loops belong to one side of net/http's connections: the client's reader and
/// writer, or the server's. The server's need not move in step, as each read has its own.
fn are_one(set: &SnapshotSet, a: StackId, b: StackId) -> bool {
    const SIDES: [(&str, bool); 3] = [
        ("net/http.(*persistConn).", true),
        ("net/http.(*conn).", false),
        ("net/http.(*connReader).", false),
    ];
    let identity = &set.identity;
    let is_client = |stack| {
        let name = text(identity, root(identity, stack)?);
        SIDES.iter().find(|(start, _)| name.starts_with(start)).map(|&(_, is_client)| is_client)
    };
    is_client(a).is_some_and(|of_a| is_client(b) == Some(of_a))
}

fn reads(set: &SnapshotSet, stack: StackId) -> bool {
    let identity = &set.identity;
    let is_read = |name: &[u8]| {
        let name = name.rsplit(|&b| b == b'.').next().unwrap_or_default();
        name.starts_with(b"Read") || name.starts_with(b"Recv")
    };
    set.goroutines.blocked.get(&stack) == Some(&BlockedOn::Io)
        && identity.names(stack).take(4).any(is_read)
}

fn text(identity: &Identity, id: u32) -> String {
    identity.strings.text(identity.function(id).name).into_owned()
}

/// Of the goroutines with these stacks that were there long enough before the last dump, how
/// many waited all that time; `None` where dumps do not tell. That none waited proves nothing
/// of what a timer wakes.
fn waits(
    set: &SnapshotSet,
    series: &Series,
    columns: &Columns,
    stacks: &FxHashSet<StackId>,
) -> Option<(usize, usize)> {
    let last = *columns.places.last()?;
    let seconds = series.seconds.as_ref()?;
    let before =
        columns.places.iter().rev().find(|&&place| seconds[last] - seconds[place] >= TOLD)?;
    let ids = |place: usize| &set.snapshots()[series.snapshots[place]].ids;
    let now = &set.snapshots()[series.snapshots[last]];
    let is_of = |(_, stack): &&(i64, StackId)| stacks.contains(stack);
    let (old, mut waiting, mut all) = (ids(*before), 0, 0);
    for &(id, _) in now.ids.iter().filter(is_of) {
        if old.binary_search_by_key(&id, |&(id, _)| id).is_ok() {
            all += 1;
            waiting += usize::from(now.minutes.binary_search_by_key(&id, |&(id, _)| id).is_ok());
        }
    }
    (all > 0).then_some((waiting, all))
}
