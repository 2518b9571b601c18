//! Makes two modules of one.

use super::reach::Deferred;
use super::{Parts, name_of};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use walrus::ir::{Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId,
    FunctionKind, GlobalKind, ImportedFunction, LocalFunction, Module, ModuleConfig, TableId,
};

/// The name by which the deferred chunk imports what the initial chunk exports.
const INITIAL: &str = "initial";

/// Divides a module. Both parts keep the names of their functions, or neither does.
pub fn cut(bound: &[u8], deferred: &Deferred, keep_names: bool) -> Result<Parts> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(keep_names).generate_producers_section(false);
    let mut plan = Plan::new(config.parse(bound)?, config.parse(bound)?, deferred)?;
    plan.lead_to_deferred();
    plan.share();
    plan.fill_table()?;
    plan.move_data(&deferred.data)?;
    Ok(Parts { initial: finish(plan.initial), deferred: finish(plan.deferred) })
}

/// The same module twice, each to become one part of it. A function is known by its
/// place, which it has in both.
struct Plan {
    initial: Module,
    deferred: Module,
    in_initial: Vec<FunctionId>,
    in_deferred: Vec<FunctionId>,
    /// Functions that move, and that the initial chunk calls or exports.
    doors: BTreeSet<usize>,
    /// Functions that stay, and that the deferred chunk calls.
    needs: BTreeSet<usize>,
    /// Slots of the table from which the initial chunk calls functions that move.
    slots: BTreeMap<u32, usize>,
    table: TableId,
}

impl Plan {
    fn new(mut initial: Module, deferred: Module, what: &Deferred) -> Result<Self> {
        let in_initial: Vec<_> = initial.funcs.iter().map(|f| f.id()).collect();
        let in_deferred = deferred.funcs.iter().map(|f| f.id()).collect();
        let place: HashMap<_, _> = in_initial.iter().enumerate().map(|(i, &id)| (id, i)).collect();
        let is_wanted = |name: &String| what.functions.contains(&name_of(name));
        let moves: Vec<bool> = initial
            .funcs
            .iter()
            .map(|f| {
                matches!(f.kind, FunctionKind::Local(_)) && f.name.as_ref().is_some_and(is_wanted)
            })
            .collect();

        let (mut doors, mut needs) = (BTreeSet::new(), BTreeSet::new());
        for (id, function) in initial.funcs.iter_local() {
            let caller_moves = moves[place[&id]];
            let called = called(function).into_iter().map(|id| place[&id]);
            for callee in called.filter(|&callee| moves[callee] != caller_moves) {
                if caller_moves { &mut needs } else { &mut doors }.insert(callee);
            }
        }
        for export in initial.exports.iter() {
            if let ExportItem::Function(id) = export.item
                && moves[place[&id]]
            {
                doors.insert(place[&id]);
            }
        }

        let table = initial.tables.main_function_table()?.context("there is no function table")?;
        let mut slots = BTreeMap::new();
        for element in initial.elements.iter() {
            let (ElementKind::Active { table: of, offset }, ElementItems::Functions(items)) =
                (&element.kind, &element.items)
            else {
                continue;
            };
            let start = number(offset)?;
            if *of == table {
                let slot = |(i, id): (usize, &FunctionId)| (start + i as u32, place[id]);
                slots.extend(items.iter().enumerate().map(slot).filter(|&(_, f)| moves[f]));
            }
        }
        let table_of = initial.tables.get_mut(table);
        for &door in &doors {
            if !slots.values().any(|&function| function == door) {
                slots.insert(table_of.initial as u32, door);
                table_of.initial += 1;
                table_of.maximum = table_of.maximum.map(|m| m.max(table_of.initial));
            }
        }
        Ok(Self { initial, deferred, in_initial, in_deferred, doors, needs, slots, table })
    }

    /// In the initial chunk, a function that moved only calls what is in its slot.
    fn lead_to_deferred(&mut self) {
        let module = &mut self.initial;
        for &door in &self.doors {
            let (&slot, _) =
                self.slots.iter().find(|(_, f)| **f == door).expect("doors have slots");
            let id = self.in_initial[door];
            let kind = module.funcs.get(id).ty();
            let (params, results) = module.types.params_results(kind);
            let (params, results) = (params.to_vec(), results.to_vec());
            let args: Vec<_> = params.iter().map(|&param| module.locals.add(param)).collect();
            let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
            let mut body = builder.func_body();
            args.iter().for_each(|&arg| _ = body.local_get(arg));
            body.i32_const(slot as i32).call_indirect(kind, self.table);
            module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(args));
        }
    }

    /// Has the initial chunk export what the deferred chunk needs, and the deferred chunk import it.
    fn share(&mut self) {
        let (initial, deferred) = (&mut self.initial, &mut self.deferred);
        let exports: Vec<_> = deferred.exports.iter().map(|e| e.id()).collect();
        exports.into_iter().for_each(|id| deferred.exports.delete(id));
        deferred.start = None;

        let mut count = 0;
        let mut export = |item: ExportItem| {
            count += 1;
            let name = format!("_{count}");
            initial.exports.add(&name, item);
            name
        };
        for &place in &self.needs {
            let name = export(self.in_initial[place].into());
            let id = self.in_deferred[place];
            let ty = deferred.funcs.get(id).ty();
            let import = deferred.imports.add(INITIAL, &name, id);
            let old = std::mem::replace(
                &mut deferred.funcs.get_mut(id).kind,
                FunctionKind::Import(ImportedFunction { import, ty }),
            );
            if let FunctionKind::Import(old) = old {
                deferred.imports.delete(old.import);
            }
        }
        for (memory, own) in initial.memories.iter().zip(deferred.memories.iter_mut()) {
            own.import = Some(deferred.imports.add(INITIAL, &export(memory.id().into()), own.id()));
            own.data_segments.clear();
        }
        for (table, own) in initial.tables.iter().zip(deferred.tables.iter_mut()) {
            own.import = Some(deferred.imports.add(INITIAL, &export(table.id().into()), own.id()));
            (own.initial, own.maximum) = (table.initial, table.maximum);
            own.elem_segments.clear();
        }
        let globals: Vec<_> = deferred.globals.iter().map(|g| g.id()).collect();
        for (global, own) in initial.globals.iter().zip(globals) {
            let import = deferred.imports.add(INITIAL, &export(global.id().into()), own);
            deferred.globals.get_mut(own).kind = GlobalKind::Import(import);
        }
    }

    /// Empties the slots of what moved in the initial chunk's table; the deferred chunk fills them.
    fn fill_table(&mut self) -> Result<()> {
        let module = &mut self.initial;
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.func_body().unreachable();
        let not_here = builder.finish(Vec::new(), &mut module.funcs);
        for element in module.elements.iter_mut() {
            let ElementKind::Active { table, offset } = &element.kind else { continue };
            let (start, is_table) = (number(offset)?, *table == self.table);
            if let (true, ElementItems::Functions(items)) = (is_table, &mut element.items) {
                let slots = items.iter_mut().zip(start..);
                slots
                    .filter(|(_, slot)| self.slots.contains_key(slot))
                    .for_each(|(item, _)| *item = not_here);
            }
        }

        let module = &mut self.deferred;
        let elements: Vec<_> = module.elements.iter().map(|e| e.id()).collect();
        elements.into_iter().for_each(|id| module.elements.delete(id));
        let table = module.tables.main_function_table()?.context("there is no function table")?;
        let mut runs: Vec<(u32, Vec<FunctionId>)> = Vec::new();
        for (&slot, &place) in &self.slots {
            let id = self.in_deferred[place];
            match runs.last_mut() {
                Some((start, run)) if *start + run.len() as u32 == slot => run.push(id),
                _ => runs.push((slot, vec![id])),
            }
        }
        for (start, run) in runs {
            let kind = ElementKind::Active { table, offset: constant(start) };
            let id = module.elements.add(kind, ElementItems::Functions(run));
            module.tables.get_mut(table).elem_segments.insert(id);
        }
        Ok(())
    }

    /// Gives the deferred chunk its own data. In the initial chunk there are zeros in its place, which
    /// compress to nothing, so that everything else stays where it is.
    fn move_data(&mut self, addresses: &[Range<u32>]) -> Result<()> {
        let module = &mut self.deferred;
        let old: Vec<_> = module.data.iter().map(|d| d.id()).collect();
        old.into_iter().for_each(|id| module.data.delete(id));
        let Some(memory) = module.memories.iter().next().map(|m| m.id()) else { return Ok(()) };
        let all: Vec<_> = self.initial.data.iter().map(|d| d.id()).collect();
        for id in all {
            let data = self.initial.data.get_mut(id);
            let DataKind::Active { offset, .. } = &data.kind else { continue };
            let start = number(offset)?;
            let end = start + data.value.len() as u32;
            for part in addresses {
                let (from, to) = (part.start.max(start), part.end.min(end));
                if from >= to {
                    continue;
                }
                let bytes = &mut data.value[(from - start) as usize..(to - start) as usize];
                let kind = DataKind::Active { memory, offset: constant(from) };
                let id = module.data.add(kind, bytes.to_vec());
                module.memories.get_mut(memory).data_segments.insert(id);
                bytes.fill(0);
            }
        }
        Ok(())
    }
}

/// The functions that a function refers to.
fn called(function: &LocalFunction) -> Vec<FunctionId> {
    #[derive(Default)]
    struct Called(Vec<FunctionId>);
    impl Visitor<'_> for Called {
        fn visit_function_id(&mut self, id: &FunctionId) {
            self.0.push(*id);
        }
    }
    let mut called = Called::default();
    dfs_in_order(&mut called, function, function.entry_block());
    called.0
}

fn constant(number: u32) -> ConstExpr {
    ConstExpr::Value(Value::I32(number as i32))
}

fn number(offset: &ConstExpr) -> Result<u32> {
    match offset {
        ConstExpr::Value(Value::I32(number)) => Ok(*number as u32),
        other => bail!("a segment starts at {other:?}, not at a number"),
    }
}

/// Leaves out what the part does not need.
fn finish(mut module: Module) -> Vec<u8> {
    let customs: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for id in customs {
        module.customs.delete(id);
    }
    walrus::passes::gc::run(&mut module);
    module.emit_wasm()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// A module whose `main` calls `door`, which calls `helper`, which calls `shared`; the
    /// table has `helper` and `shared`.
    fn module() -> Vec<u8> {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.data.add(DataKind::Active { memory, offset: constant(8) }, (1..=8).collect());
        let table = module.tables.add_local(false, 3, Some(3), walrus::RefType::FUNCREF);
        let mut last = None;
        let mut function = |module: &mut Module, name: &str| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name(name.to_owned());
            if let Some(last) = last {
                builder.func_body().call(last);
            }
            let id = builder.finish(Vec::new(), &mut module.funcs);
            last = Some(id);
            id
        };
        let shared = function(&mut module, "shared");
        let helper = function(&mut module, "helper");
        function(&mut module, "door");
        let main = function(&mut module, "main");
        let kind = ElementKind::Active { table, offset: constant(1) };
        let id = module.elements.add(kind, ElementItems::Functions(vec![helper, shared]));
        module.tables.get_mut(table).elem_segments.insert(id);
        module.exports.add("main", main);
        module.emit_wasm()
    }

    #[test]
    fn each_part_has_its_own_and_finds_the_other() {
        let functions = HashSet::from(["door".to_owned(), "helper".to_owned()]);
        let parts = cut(
            &module(),
            &Deferred { functions, data: Vec::from_iter([(10, 12)].map(|(from, to)| from..to)) },
            true,
        )
        .unwrap();
        let initial = Module::from_buffer(&parts.initial).unwrap();
        let deferred = Module::from_buffer(&parts.deferred).unwrap();

        assert!(initial.funcs.by_name("helper").is_none(), "what moved is gone");
        assert_eq!(deferred.funcs.iter_local().count(), 2);
        let data =
            |module: &Module| module.data.iter().map(|data| data.value.clone()).collect::<Vec<_>>();
        assert_eq!(data(&initial), [[1, 2, 0, 0, 5, 6, 7, 8]]);
        assert_eq!(data(&deferred), [[3, 4]]);
        // The door has a new slot, the helper the one that it had.
        let slots = |module: &Module| -> Vec<(u32, usize)> {
            let segments = module.elements.iter();
            let of = |element: &walrus::Element| match (&element.kind, &element.items) {
                (ElementKind::Active { offset, .. }, ElementItems::Functions(items)) => {
                    (number(offset).unwrap(), items.len())
                }
                _ => panic!("an odd segment"),
            };
            segments.map(of).collect()
        };
        assert_eq!((slots(&initial), slots(&deferred)), (vec![(1, 2)], vec![(1, 1), (3, 1)]));
        assert_eq!(initial.tables.iter().next().unwrap().initial, 4);
        // Everything that the deferred chunk imports is exported by the initial chunk.
        for import in deferred.imports.iter() {
            assert_eq!(import.module, INITIAL);
            assert!(initial.exports.iter().any(|export| export.name == import.name));
        }
    }
}
