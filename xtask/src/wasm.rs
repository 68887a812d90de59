//! Files of wasm made smaller: several parts of one program as one file, and names that only machines read.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context as _, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, ExportSection, FunctionSection,
    ImportSection, Module, TypeSection,
};
use wasmparser::{
    DataKind, ElementItems, ElementKind, FunctionBody, Import, Imports, Operator, Parser, Payload,
    TypeSectionReader,
};

/// What the splitter has made of a part of the program. All parts have the types of the whole program, and share its
/// memory, its stack pointer and its table of functions, in which each has slots of its own. A function of another part is
/// called through a relay, which does no more than call what is in its slot.
#[derive(Default)]
struct Part<'a> {
    types: Option<TypeSectionReader<'a>>,
    imports: Vec<Import<'a>>,
    /// The type of each function.
    signatures: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    /// The slots of the table that it fills: the first, and its functions.
    slots: Vec<(i32, Vec<u32>)>,
    /// What it puts into memory, and where.
    data: Vec<(i32, &'a [u8])>,
}

impl<'a> Part<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut part = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::TypeSection(types) => part.types = Some(types),
                Payload::ImportSection(imports) => {
                    for import in imports {
                        match import? {
                            Imports::Single(_, import) => part.imports.push(import),
                            _ => return Err(anyhow!("imports in groups")),
                        }
                    }
                }
                Payload::FunctionSection(functions) => {
                    part.signatures = functions.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let element = element?;
                        let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
                            (element.kind, element.items)
                        else {
                            return Err(anyhow!("slots without a place"));
                        };
                        part.slots
                            .push((number(&offset_expr)?, functions.into_iter().collect::<Result<_, _>>()?));
                    }
                }
                Payload::CodeSectionEntry(body) => part.bodies.push(body),
                Payload::DataSection(data) => {
                    for data in data {
                        let data = data?;
                        let DataKind::Active { offset_expr, .. } = data.kind else {
                            return Err(anyhow!("data without a place"));
                        };
                        part.data.push((number(&offset_expr)?, data.data));
                    }
                }
                _ => {} // What remains is of no use to a browser.
            }
        }
        Ok(part)
    }
}

/// The value of a constant.
fn number(constant: &wasmparser::ConstExpr<'_>) -> Result<i32> {
    match constant.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value),
        other => Err(anyhow!("{other:?} is no place")),
    }
}

/// The slot whose function a relay calls with all that it is given.
fn relayed(body: &FunctionBody<'_>) -> Result<Option<i32>> {
    let mut operators = body.get_operators_reader()?;
    let mut given = 0..;
    loop {
        match operators.read()? {
            Operator::LocalGet { local_index } if given.next() == Some(local_index) => {}
            Operator::I32Const { value } => {
                let is_relay = matches!(operators.read()?, Operator::CallIndirect { .. })
                    && matches!(operators.read()?, Operator::End)
                    && operators.eof();
                return Ok(is_relay.then_some(value));
            }
            _ => return Ok(None),
        }
    }
}

/// A function: the part that it is in, and which of its functions.
type Place = (usize, usize);

/// Several parts of one program as one file: a function that another of them calls is called straight, what they have in
/// common is said once, and numbers have no padding, which the linker leaves for itself.
pub fn join(files: &[&[u8]]) -> Result<Vec<u8>> {
    let parts: Vec<Part<'_>> = files.iter().map(|file| Part::read(file)).collect::<Result<_>>()?;
    let mut fillers: HashMap<i32, Place> = HashMap::new();
    for (at, part) in parts.iter().enumerate() {
        for (first, functions) in &part.slots {
            fillers.extend((*first..).zip(functions.iter().map(|function| (at, *function as usize))));
        }
    }
    // A relay to a function of the file gives way to that; of several to a slot of another file, the first stays.
    let mut kept = Vec::new();
    let mut relays = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        for (function, body) in part.bodies.iter().enumerate() {
            let own = (at, function);
            match relayed(body)?.map(|slot| *fillers.entry(slot).or_insert(own)) {
                Some(other) if other != own => relays.push((own, other)),
                _ => kept.push(own),
            }
        }
    }
    let mut numbers: HashMap<Place, u32> = kept.iter().copied().zip(0..).collect();
    for (relay, function) in relays {
        let number = *numbers.get(&function).context("a relay leads to a relay")?;
        numbers.insert(relay, number);
    }
    write(&parts, &kept, &numbers).map_err(|error| anyhow!("{error}"))
}

/// Gives the functions of one part the numbers that they have in the file.
struct Renumber<'a> {
    part: usize,
    numbers: &'a HashMap<Place, u32>,
}

impl Reencode for Renumber<'_> {
    type Error = String;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<String>> {
        let number = self.numbers.get(&(self.part, function as usize)).copied();
        number.ok_or_else(|| Error::UserError(format!("there is no function {function}")))
    }
}

fn write(
    parts: &[Part<'_>],
    kept: &[Place],
    numbers: &HashMap<Place, u32>,
) -> Result<Vec<u8>, Error<String>> {
    let renumber = |part| Renumber { part, numbers };
    let mut types = TypeSection::new();
    let mut imports = BTreeMap::new();
    let mut functions = FunctionSection::new();
    let mut elements = ElementSection::new();
    let mut code = CodeSection::new();
    let mut data = BTreeMap::new();
    if let Some(known) = parts.iter().find_map(|part| part.types.clone()) {
        RoundtripReencoder
            .parse_type_section(&mut types, known)
            .map_err(|error| Error::UserError(error.to_string()))?;
    }
    for &(part, function) in kept {
        let Some(own) = parts.get(part) else { continue };
        own.signatures.get(function).map(|signature| functions.function(*signature));
        if let Some(body) = own.bodies.get(function) {
            renumber(part).parse_function_body(&mut code, body.clone())?;
        }
    }
    for (at, part) in parts.iter().enumerate() {
        imports.extend(part.imports.iter().map(|import| (import.name, import)));
        data.extend(part.data.iter().filter(|(_, bytes)| !bytes.is_empty()).copied());
        for (first, slots) in &part.slots {
            let numbers: Result<Vec<_>, _> =
                slots.iter().map(|function| renumber(at).function_index(*function)).collect();
            elements.active(None, &ConstExpr::i32_const(*first), Elements::Functions(numbers?.into()));
        }
    }

    let mut module = Module::new();
    module.section(&types);
    let mut section = ImportSection::new();
    for import in imports.into_values() {
        section.import(import.module, import.name, renumber(0).entity_type(import.ty)?);
    }
    module.section(&section).section(&functions).section(&elements).section(&code);
    let mut section = DataSection::new();
    for (address, bytes) in in_one_piece(data) {
        section.active(0, &ConstExpr::i32_const(address), bytes);
    }
    module.section(&section);
    Ok(module.finish())
}

/// The same data with neighbours joined.
fn in_one_piece(data: BTreeMap<i32, &[u8]>) -> Vec<(i32, Vec<u8>)> {
    let mut pieces: Vec<(i32, Vec<u8>)> = Vec::new();
    for (address, bytes) in data {
        match pieces.last_mut() {
            Some((start, piece)) if i64::from(*start) + piece.len() as i64 == i64::from(address) => {
                piece.extend_from_slice(bytes);
            }
            _ => pieces.push((address, bytes.to_vec())),
        }
    }
    pieces
}

/// The app's program and its script, made shorter. By the names that end in a hash only the two know each other, and
/// hashes do not compress: each becomes a number.
pub fn shorten(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut shorter = Shorter::default();
    let mut module = Module::new();
    shorter.parse_core_module(&mut module, Parser::new(0), program).map_err(|error| anyhow!("{error}"))?;
    let mut script = script.to_owned();
    for (name, short) in &shorter.names {
        script = script.replace(name, short);
    }
    Ok((module.finish(), script))
}

/// Writes a program with short names, and remembers which they stand for.
#[derive(Default)]
struct Shorter {
    names: HashMap<String, String>,
}

impl Shorter {
    fn name(&mut self, name: &str) -> String {
        let is_hashed =
            name.len() > 16 && name.chars().rev().take(16).all(|letter| letter.is_ascii_hexdigit());
        if !is_hashed {
            return name.to_owned();
        }
        let short = format!("_{}", self.names.len());
        self.names.entry(name.to_owned()).or_insert(short).clone()
    }
}

impl Reencode for Shorter {
    type Error = String;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> Result<(), Error<String>> {
        let Imports::Single(_, import) = imports else {
            return Err(Error::UserError("imports in groups".into()));
        };
        let name = self.name(import.name);
        section.import(import.module, &name, self.entity_type(import.ty)?);
        Ok(())
    }

    fn parse_export(
        &mut self,
        section: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> Result<(), Error<String>> {
        let name = self.name(export.name);
        section.export(
            &name,
            self.export_kind(export.kind)?,
            self.external_index(export.kind, export.index)?,
        );
        Ok(())
    }

    /// Nobody reads what the tools of the build have noted.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error<String>> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, Function, Instruction, MemoryType};

    use super::*;

    const CALL: Instruction<'_> = Instruction::CallIndirect { type_index: 0, table_index: 0 };

    /// A part with functions from `slot` on, and data at an address.
    fn part(slot: i32, functions: &[&[Instruction<'_>]], data: (i32, &str)) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([wasm_encoder::ValType::I32], []);
        let mut imports = ImportSection::new();
        let memory =
            MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        imports.import("program", "memory", EntityType::Memory(memory));
        let (mut signatures, mut code) = (FunctionSection::new(), CodeSection::new());
        for instructions in functions {
            signatures.function(0);
            let mut function = Function::new([]);
            for instruction in *instructions {
                function.instruction(instruction);
            }
            code.function(&function);
        }
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(slot), Elements::Functions(vec![0].into()));
        let mut section = DataSection::new();
        section.active(0, &ConstExpr::i32_const(data.0), data.1.bytes());
        module
            .section(&types)
            .section(&imports)
            .section(&signatures)
            .section(&elements)
            .section(&code)
            .section(&section);
        module.finish()
    }

    /// The numbers of the functions that a body calls straight.
    fn calls(body: &FunctionBody<'_>) -> Vec<u32> {
        let operators = body.get_operators_reader().unwrap().into_iter();
        let called = |operator| match operator {
            Operator::Call { function_index } => Some(function_index),
            _ => None,
        };
        operators.filter_map(|operator| called(operator.unwrap())).collect()
    }

    #[test]
    fn parts_in_one_file_call_each_other_straight() {
        use Instruction::{Call, End, I32Const, LocalGet};
        let relay = |slot| [LocalGet(0), I32Const(slot), CALL, End];
        let first = part(5, &[&[I32Const(3), Call(1), End], &relay(9), &relay(1)], (80, "cd"));
        let other = part(9, &[&[I32Const(4), Call(1), Call(2), End], &relay(5), &relay(1)], (78, "ab"));
        let joined = join(&[&first, &other]).unwrap();
        let joined = Part::read(&joined).unwrap();
        // The function of the first part, its relay to what is in neither, and the function of the other.
        let called: Vec<_> = joined.bodies.iter().map(calls).collect();
        assert_eq!(called, [vec![2], vec![], vec![0, 1]]);
        assert_eq!(joined.signatures, [0, 0, 0]);
        assert_eq!(joined.slots, [(5, vec![0]), (9, vec![2])]);
        assert_eq!(joined.imports.len(), 1);
        assert_eq!(joined.data, [(78, b"abcd".as_slice())]);
    }

    #[test]
    fn only_what_calls_a_slot_and_no_more_is_a_relay() {
        use Instruction::{Drop, End, I32Const, LocalGet};
        let check = |instructions: &[Instruction<'_>], expected| {
            let file = part(0, &[instructions], (0, "a"));
            let part = Part::read(&file).unwrap();
            assert_eq!(relayed(&part.bodies[0]).unwrap(), expected, "{instructions:?}");
        };
        check(&[LocalGet(0), I32Const(7), CALL, End], Some(7));
        check(&[LocalGet(1), I32Const(7), CALL, End], None);
        check(&[LocalGet(0), I32Const(7), Drop, Drop, End], None);
        check(&[LocalGet(0), I32Const(7), CALL, I32Const(1), Drop, End], None);
        check(&[I32Const(7), End], None);
        check(&[End], None);
    }

    #[test]
    fn only_names_with_a_hash_are_shortened() {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./app.js", "__wbg_new_0123456789abcdef", EntityType::Function(0));
        imports.import("./app.js", "__wbg_set_wasm", EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export("invoke__hfedcba9876543210", ExportKind::Func, 0);
        exports.export("main", ExportKind::Func, 1);
        module.section(&types).section(&imports).section(&exports);
        let script =
            "{ __wbg_new_0123456789abcdef: () => wasm.invoke__hfedcba9876543210() }, { __wbg_set_wasm }";
        let (program, script) = shorten(&module.finish(), script).unwrap();
        assert_eq!(script, "{ _0: () => wasm._1() }, { __wbg_set_wasm }");
        let names = |names: &[&str]| {
            names.iter().all(|name| program.windows(name.len()).any(|at| at == name.as_bytes()))
        };
        assert!(names(&["_0", "__wbg_set_wasm", "_1", "main"]) && !names(&["new_"]));
    }
}
