import type { Framework, LineFacts, ReleaseLine, ResponseObject } from '../frameworks/define.js'

const made = new WeakMap<ReleaseLine, Framework>()

/** The facts of a framework as they hold in one of its lines. The same object each time. */
export function inLine(framework: Framework, line: ReleaseLine): Framework {
  let found = made.get(line)
  if (found === undefined) made.set(line, (found = merge(framework, line.facts)))
  return found
}

function merge(framework: Framework, { objects: changes = {}, ...facts }: LineFacts): Framework {
  const { objects, builders, functions, exceptions, files, central } = framework
  return {
    ...framework,
    ...facts,
    ...(objects && { objects: objects.map((object) => changed(object, changes[object.id])) }),
    // what a line says of an API comes before what holds for all
    builders: [...(facts.builders ?? []), ...(builders ?? [])],
    functions: [...(facts.functions ?? []), ...(functions ?? [])],
    exceptions: [...(facts.exceptions ?? []), ...(exceptions ?? [])],
    ...((files ?? facts.files) && { files: [...(facts.files ?? []), ...(files ?? [])] }),
    central: [...(facts.central ?? []), ...(central ?? [])],
  }
}

function changed(
  object: ResponseObject,
  change: Partial<Pick<ResponseObject, 'methods' | 'properties'>> | undefined,
): ResponseObject {
  if (change === undefined) return object
  return {
    ...object,
    methods: { ...object.methods, ...change.methods },
    ...((object.properties ?? change.properties) && { properties: { ...object.properties, ...change.properties } }),
  }
}
