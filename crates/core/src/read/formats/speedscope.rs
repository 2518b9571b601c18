//! speedscope's JSON: profiles of events or of samples, over one table of frames.
//!
//! All profiles of a file become one; where there are several, a label has the name of each.
//! Times become nanoseconds. What does not fit is left out and counted: events that close what
//! is not open, samples with frames that are not in the table.
//! Source: <https://www.speedscope.app/file-format-schema.json>.

use super::joined::Joined;
use super::json::{Json, Kind};
use super::note::LeftOut;
use super::tree::{NONE, Paths, Tree};
use crate::profile::{Label, LabelValue, Line, LocationId, Mapping, Profile};
use crate::read::{FormatError, ReadError};

/// Values without a unit of time may have fractions: then all are scaled by this power of ten.
const DIGITS: u32 = 3;

/// Reads a file with at least a table of frames or a profile.
///
/// # Errors
///
/// `None` if it is another form.
pub fn read(content: &[u8]) -> Result<Profile, Option<ReadError>> {
    let mut file = parse(content, 0)?;
    if file.has_fractions {
        file = parse(content, DIGITS)?;
    }
    if !file.is_known {
        return Err(None);
    }
    file.profile(content.len()).map_err(Some)
}

/// Parts of a file.
#[derive(Default)]
struct File {
    is_known: bool,
    /// True if values that are no times have fractions.
    has_fractions: bool,
    /// The power of ten of values that are no times.
    digits: u32,
    own: Option<Own>,
    frames: Vec<Frame>,
    tree: Tree,
    profiles: Vec<Recorded>,
    unknown: u32,
}

struct Frame {
    name: Vec<u8>,
    file: Vec<u8>,
    line: i64,
    column: i64,
}

/// One profile: nodes of the tree and what they weigh.
#[derive(Default)]
struct Recorded {
    name: Vec<u8>,
    unit: Vec<u8>,
    nodes: Vec<u32>,
    weights: Vec<i64>,
    has_weights: bool,
    duration: i64,
    odd_events: u32,
    odd_samples: u32,
}

/// Of a time, the power of ten that makes nanoseconds of it.
fn time_power(unit: &[u8]) -> Option<u32> {
    match unit {
        b"nanoseconds" => Some(0),
        b"microseconds" => Some(3),
        b"milliseconds" => Some(6),
        b"seconds" => Some(9),
        _ => None,
    }
}

/// Fields that Hearth wrote beside the format: see `report/speedscope.rs`.
#[derive(Default)]
struct Own {
    unit: Vec<u8>,
    file: Vec<u8>,
    build_id: Vec<u8>,
    time: i64,
    duration: i64,
}

impl Own {
    fn parse(json: &mut Json) -> Result<Self, ReadError> {
        let mut own = Self::default();
        if json.object()? {
            while let Some(key) = json.key()? {
                match &*key {
                    b"unit" => own.unit = json.text()?.into_owned(),
                    b"file" => own.file = json.text()?.into_owned(),
                    b"buildId" => own.build_id = json.text()?.into_owned(),
                    b"timeNanos" => own.time = json.integer()?.unwrap_or(0),
                    b"durationNanos" => own.duration = json.integer()?.unwrap_or(0),
                    _ => json.skip()?,
                }
            }
        }
        Ok(own)
    }
}

fn parse(content: &[u8], digits: u32) -> Result<File, ReadError> {
    let mut file = File { digits, ..File::default() };
    let mut json = Json::new(content);
    if !json.object()? {
        return Ok(file);
    }
    while let Some(key) = json.key()? {
        match &*key {
            b"hearth" => file.own = Some(Own::parse(&mut json)?),
            b"shared" => file.shared(&mut json)?,
            b"profiles" => {
                if json.array()? {
                    while json.item()? {
                        file.recorded(&mut json)?;
                    }
                }
            }
            _ => json.skip()?,
        }
    }
    Ok(file)
}

/// Parts of a profile that are needed before its values.
#[derive(Default)]
struct Outline {
    kind: Vec<u8>,
    name: Vec<u8>,
    unit: Vec<u8>,
}

fn outline(mut json: Json) -> Result<Outline, ReadError> {
    let mut outline = Outline::default();
    if json.object()? {
        while let Some(key) = json.key()? {
            match &*key {
                b"type" => outline.kind = json.text()?.into_owned(),
                b"name" => outline.name = json.text()?.into_owned(),
                b"unit" => outline.unit = json.text()?.into_owned(),
                _ => json.skip()?,
            }
        }
    }
    Ok(outline)
}

impl File {
    fn shared(&mut self, json: &mut Json) -> Result<(), ReadError> {
        if !json.object()? {
            return Ok(());
        }
        while let Some(key) = json.key()? {
            if &*key != b"frames" {
                json.skip()?;
            } else if json.array()? {
                self.is_known = true;
                while json.item()? {
                    self.frames.push(frame(json)?);
                }
            }
        }
        Ok(())
    }

    fn recorded(&mut self, json: &mut Json) -> Result<(), ReadError> {
        if json.kind()? != Kind::Object {
            return json.skip();
        }
        let outline = outline(json.clone())?;
        let is_evented = match &*outline.kind {
            b"evented" => true,
            b"sampled" => false,
            _ => {
                self.unknown += 1;
                return json.skip();
            }
        };
        let power = time_power(&outline.unit);
        let is_time = power.is_some();
        let power = power.unwrap_or(self.digits);
        let mut to = Recorded { name: outline.name, unit: outline.unit, ..Recorded::default() };
        let (mut start, mut end) = (0, 0);
        let mut fractions = false;
        let mut number = |json: &mut Json| -> Result<Option<i64>, ReadError> {
            let number = json.scaled(power)?;
            fractions |= number.is_some_and(|(_, has_fraction)| has_fraction);
            Ok(number.map(|(number, _)| number))
        };
        let mut events = Vec::new();
        json.object()?;
        while let Some(key) = json.key()? {
            match &*key {
                b"startValue" => start = number(json)?.unwrap_or(0),
                b"endValue" => end = number(json)?.unwrap_or(0),
                b"events" if is_evented => {
                    if json.array()? {
                        while json.item()? {
                            match event(json, &mut number)? {
                                Some(event) => events.push(event),
                                None => to.odd_events += 1,
                            }
                        }
                    }
                }
                b"samples" if !is_evented => {
                    let mut stack = Vec::new();
                    if json.array()? {
                        while json.item()? {
                            stack.clear();
                            json.indices(&mut stack)?;
                            let node = stack.iter().fold(NONE, |node, &f| self.tree.child(node, f));
                            to.nodes.push(node);
                        }
                    }
                }
                b"weights" if !is_evented => {
                    to.has_weights = true;
                    if json.array()? {
                        while json.item()? {
                            to.weights.push(number(json)?.unwrap_or(0));
                        }
                    }
                }
                _ => json.skip()?,
            }
        }
        self.is_known |= !to.nodes.is_empty() || !events.is_empty();
        self.has_fractions |= fractions && !is_time;
        if is_evented {
            to.replay(&events, &mut self.tree, end);
        }
        to.duration = if is_time { end.saturating_sub(start).max(0) } else { 0 };
        self.profiles.push(to);
        Ok(())
    }

    fn profile(self, size: usize) -> Result<Profile, ReadError> {
        let mut to = Joined::new();
        for _ in 0..self.unknown {
            to.leave_out(LeftOut::Profiles);
        }
        let locations: Vec<LocationId> = self
            .frames
            .iter()
            .map(|frame| {
                let function = to.builder.function(&frame.name, &frame.file);
                let line = Line { function, line: frame.line, column: frame.column };
                to.builder.frame(0, None, &[line])
            })
            .collect();
        let mut stacks = vec![None; self.tree.parent.len()];
        let mut paths = Paths::new(self.tree.parent.len());
        if let Some(own) = self.own.as_ref().filter(|own| !own.file.is_empty()) {
            let (file, build_id) = (to.string(&own.file), to.string(&own.build_id));
            to.builder.mapping(Mapping { file, build_id, ..Mapping::default() });
        }
        let mut longest = 0;
        for recorded in &self.profiles {
            longest = longest.max(recorded.duration);
            (0..recorded.odd_events).for_each(|_| to.leave_out(LeftOut::Events));
            (0..recorded.odd_samples).for_each(|_| to.leave_out(LeftOut::Samples));
            let column = recorded.column(&mut to, self.own.as_ref());
            let mut labels = 0;
            if self.profiles.len() > 1 {
                let key = to.string(b"profile");
                let value = LabelValue::Text(to.string(&recorded.name));
                labels = to.set(0, &[Label { key, value }]);
            }
            for (sample, &node) in recorded.nodes.iter().enumerate() {
                let weight = match recorded.weights.get(sample) {
                    Some(&weight) => weight,
                    None if !recorded.has_weights => 1,
                    None => {
                        to.leave_out(LeftOut::Samples);
                        continue;
                    }
                };
                let known = stacks.get(node as usize).copied().flatten();
                let stack = known.or_else(|| {
                    let (path, is_cut) = paths.of(&self.tree.parent, node);
                    let frames = path.iter().map(|&node| self.tree.frame[node as usize]);
                    let stack: Option<Vec<LocationId>> =
                        frames.map(|frame| locations.get(frame as usize).copied()).collect();
                    if is_cut {
                        to.leave_out(LeftOut::Callers);
                    }
                    let stack = to.builder.stack(stack?);
                    if let Some(place) = stacks.get_mut(node as usize) {
                        *place = Some(stack);
                    }
                    Some(stack)
                });
                match stack {
                    Some(stack) => to.add(stack, labels, column, weight),
                    None => to.leave_out(LeftOut::Samples),
                }
            }
        }
        if to.len() == 0 {
            return Err(ReadError::Format { at: size, kind: FormatError::NoSamples });
        }
        if self.digits > 0 {
            let factor = 10_u64.pow(self.digits).to_string();
            let comment = ["Counts are those of the file times ", &factor].concat();
            to.builder.comment(comment.as_bytes());
        }
        let (time, duration) = self.own.map_or((0, longest), |own| (own.time, own.duration));
        to.builder.set_times(time, duration);
        Ok(to.finish())
    }
}

fn frame(json: &mut Json) -> Result<Frame, ReadError> {
    let mut frame = Frame { name: Vec::new(), file: Vec::new(), line: 0, column: 0 };
    if json.object()? {
        while let Some(key) = json.key()? {
            match &*key {
                b"name" => frame.name = json.text()?.into_owned(),
                b"file" => frame.file = json.text()?.into_owned(),
                b"line" => frame.line = json.integer()?.unwrap_or(0).max(0),
                b"col" => frame.column = json.integer()?.unwrap_or(0).max(0),
                _ => json.skip()?,
            }
        }
    }
    Ok(frame)
}

/// When a frame was opened or closed.
struct Event {
    at: i64,
    frame: u32,
    is_open: bool,
}

fn event(
    json: &mut Json,
    number: &mut impl FnMut(&mut Json) -> Result<Option<i64>, ReadError>,
) -> Result<Option<Event>, ReadError> {
    let (mut at, mut frame, mut is_open) = (None, None, None);
    if json.object()? {
        while let Some(key) = json.key()? {
            match &*key {
                b"type" => is_open = Some(json.text()?).map(|kind| kind == &b"O"[..]),
                b"frame" => frame = json.index()?,
                b"at" => at = number(json)?,
                _ => json.skip()?,
            }
        }
    }
    Ok(at.zip(frame).zip(is_open).map(|((at, frame), is_open)| Event { at, frame, is_open }))
}

impl Recorded {
    /// The column of the profile's values. What Hearth writes has the sample type as name.
    fn column(&self, to: &mut Joined, own: Option<&Own>) -> usize {
        let is_time = time_power(&self.unit).is_some();
        match (&*self.unit, own) {
            // Times were made nanoseconds of.
            (_, Some(_)) if is_time => to.column(&self.name, b"nanoseconds"),
            (_, Some(own)) => to.column(&self.name, &own.unit),
            (b"bytes", None) => to.column(b"space", b"bytes"),
            (_, None) if is_time => to.column(b"time", b"nanoseconds"),
            _ => to.column(b"samples", b"count"),
        }
    }

    /// Makes samples of events: each stack for as long as it was the same.
    fn replay(&mut self, events: &[Event], tree: &mut Tree, end: i64) {
        self.has_weights = true;
        // The nodes that are open, and how often each frame is.
        let mut open: Vec<u32> = Vec::new();
        let mut depth_of = rustc_hash::FxHashMap::<u32, u32>::default();
        let mut now = events.first().map_or(0, |event| event.at);
        let mut pass = |to: i64, now: &mut i64, top: Option<&u32>| {
            if let Some(&top) = top
                && to > *now
            {
                self.nodes.push(top);
                self.weights.push(to.saturating_sub(*now));
            }
            *now = to.max(*now);
        };
        let mut odd = 0;
        for event in events {
            if event.at < now {
                odd += 1;
            }
            pass(event.at, &mut now, open.last());
            if event.is_open {
                let parent = open.last().copied().unwrap_or(NONE);
                open.push(tree.child(parent, event.frame));
                *depth_of.entry(event.frame).or_default() += 1;
                continue;
            }
            // What is not open can't be closed; what was opened within it goes with it.
            if depth_of.get(&event.frame).is_none_or(|&depth| depth == 0) {
                odd += 1;
                continue;
            }
            while let Some(node) = open.pop() {
                let frame = tree.frame[node as usize];
                if let Some(depth) = depth_of.get_mut(&frame) {
                    *depth -= 1;
                }
                if frame == event.frame {
                    break;
                }
                odd += 1;
            }
        }
        pass(end, &mut now, open.last());
        self.odd_events += odd + open.len() as u32;
    }
}
