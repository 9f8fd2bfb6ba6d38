import path from 'node:path'
import { layouts as allLayouts } from '../../src/frameworks/layouts.js'
import { isTestFile } from '../../src/analysis/test-files.js'
import type { HelperVariant } from '../../src/model/site.js'
import type { HelperName } from '../../src/model/text.js'
import type { ModuleShape } from '../../src/model/module.js'
import type { HelperImport, SourceFile } from '../edit-file.js'
import type { Engine } from '../engine.js'
import type { ChallengeParts } from '../helper/challenge-parts.js'
import type { Failure } from '../report.js'
import { createConfigs } from './governing.js'
import { habitsOf } from './habits.js'
import { allUnavailable, unavailableNames, type HelperOnDisk, type HelperSetup } from './helper-file.js'
import { importOf, systemOf } from './helper-import.js'
import { flavourFor, flavourOfExisting, locateHelper } from './helper-location.js'
import { inspectHelper } from './helper-place.js'
import type { Manifest } from './manifest.js'
import type { Consumer } from './reach.js'
import type { SpecifierContext } from './specifier.js'

export interface HelperQuestion {
  readonly engine: Engine
  readonly manifest: Manifest
  /** Files with something to analyse. */
  readonly files: readonly SourceFile[]
  /** Those that get a helper function. */
  readonly users: readonly SourceFile[]
  /** Every source file of the package in scope. */
  readonly listed: readonly string[]
  readonly variants: readonly HelperVariant[]
  readonly challenge: ChallengeParts
  readonly strictToken68: boolean
  readonly nameOf: (file: string) => string
  /** Takes the place of the project's own configurations. */
  readonly tsconfig?: string
  /** A path in the package that was asked for. */
  readonly wanted?: string
}

/** The helper of a package: where it is or goes, what can be had from it, and how each file imports it. */
export interface PackageHelper {
  /** Absolute. */
  readonly path: string
  /** `undefined`: there is none yet. */
  readonly existing: HelperOnDisk | undefined
  readonly setup: HelperSetup
  /** Whether anything at all can be had from it. */
  readonly isUsable: boolean
  readonly unavailableIn: (file: string) => ReadonlyMap<HelperName, string>
  readonly importIn: (file: string, shape: ModuleShape) => HelperImport
  readonly failures: readonly Failure[]
}

export function preparePackageHelper(question: HelperQuestion): PackageHelper {
  const { engine, manifest, files, users, listed, variants, nameOf, wanted } = question
  const context = contextOf(question)
  const consumers = users.map((one) => consumerOf(one, question))
  const wantedFlavour = flavourFor({ consumers, configs: context.configs })
  const { path: helperPath, unreachable } = locateHelper({
    ...context,
    listed,
    consumers,
    flavour: wantedFlavour,
    imported: files.filter(isOutlined).flatMap((one) => importedBy(one, engine)),
    ...(wanted !== undefined && { wanted }),
  })
  const place = inspectHelper(helperPath, manifest.folder)
  const existing = place.kind === 'there' ? { ...place, shape: engine.outline(helperPath, place.text) } : undefined
  const flavour = existing ? flavourOfExisting(helperPath, existing.shape.system, wantedFlavour) : wantedFlavour
  const setup = { flavour, challenge: question.challenge, strictToken68: question.strictToken68 }
  const name = nameOf(helperPath)
  const unavailable =
    place.kind === 'unusable'
      ? allUnavailable(`${name} ${place.problem}`)
      : existing
        ? unavailableNames(existing, name, variants, setup)
        : new Map<never, never>()
  const problem = place.kind === 'unusable' && users.length > 0 ? place.problem : undefined
  return {
    path: helperPath,
    existing,
    setup,
    isUsable: unavailable.size === 0,
    unavailableIn: (file) => {
      const obstacle = unreachable.get(file)
      if (obstacle === undefined) return unavailable
      return allUnavailable(`${obstacle}; --style inline writes the header in place`)
    },
    importIn: (file, shape) => importOf(file, helperPath, shape, context, engine.resolve),
    failures: [
      ...brokenConfigs(question, context),
      ...(problem === undefined ? [] : [{ path: name, message: `${problem}, so nothing that needs it was edited` }]),
    ],
  }
}

function contextOf({ manifest, files, tsconfig }: HelperQuestion): SpecifierContext {
  const isTest = (file: string): boolean => isTestFile(path.relative(manifest.folder, file).split(path.sep).join('/'))
  return {
    manifest,
    layouts: allLayouts.filter(({ packages }) => packages.some((one) => manifest.dependencies.includes(one))),
    configs: createConfigs(tsconfig),
    habits: habitsOf(files.map((one) => one.text)),
    running: files
      .filter(({ path: file, analysis }) => analysis.facts.responses.length > 0 && !isTest(file))
      .map(({ path: file, analysis }) => ({ path: file, imports: analysis.shape.imports })),
  }
}

function consumerOf(file: SourceFile, { engine, manifest }: HelperQuestion): Consumer {
  return {
    path: file.path,
    system: systemOf(file.path, file.analysis.shape, manifest),
    imports: importedBy(file, engine),
  }
}

/** Whether the outline of a file is at hand: making it for all others would be a parse for each. */
function isOutlined({ analysis: { facts } }: SourceFile): boolean {
  return facts.responses.length > 0 || facts.bearers.length > 0
}

/** The files that a file needs when it runs. */
function importedBy({ path: file, analysis }: SourceFile, engine: Engine): readonly string[] {
  return analysis.shape.imports.flatMap(({ specifier, runs }) => (runs ? (engine.resolve(file, specifier) ?? []) : []))
}

function brokenConfigs({ users, nameOf }: HelperQuestion, { configs }: SpecifierContext): readonly Failure[] {
  const broken = new Map<string, string>()
  for (const { path: file } of users) {
    const governing = configs.governing(file)
    if (governing?.kind === 'broken') broken.set(governing.path, governing.message)
  }
  return [...broken].map(([file, message]) => ({
    path: nameOf(file),
    message: `does not load, so only what it says itself is used: ${message}`,
  }))
}
