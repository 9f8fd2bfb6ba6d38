import type * as t from 'typescript'
import type { GuardTopic } from '../../model/guard.js'
import type { RefusedRequest, ResponseSite } from '../../model/site.js'
import type { AnalysisContext } from '../context.js'
import { remembered } from '../remembered.js'
import type { Condition } from '../state.js'
import { enclosingFunction, isAccess, type FunctionNode } from '../syntax.js'
import { topicsOf, type Test } from './facts.js'
import { hookProof } from './proof.js'
import { provenanceOf } from './provenance.js'
import { isFailedOperation } from './operations.js'
import { isAboutRecord } from './records.js'
import { handsOn, isAnswered, letsPass, partsOfTest, testsOf } from './tests.js'
import { isCredentialName, topicOfName } from './topics.js'
import { isOpenLookup } from './unasked.js'

/** Where one of these holds on the way, the credentials are what is missing or wrong, whatever else is tested after them. */
const ABOUT_CREDENTIALS: readonly GuardTopic[] = ['missing-principal', 'invalid-credentials', 'unclear', 'step-up']

/** A 401, as far as it is known: where it stands, what holds on the way, and the caller who is known there. */
interface Refusal extends Pick<ResponseSite, 'guards' | 'principal'> {
  readonly node: t.Node
  readonly conditions: readonly Condition[]
}

/**
 * What a 401 answers whose conditions test nothing but the request's input, nothing but the server's configuration, or, for a caller who
 * is known, nothing but a row that was found: no credentials. A field that is called like a credential, one that comes with a password,
 * and whatever comes after a test that lets others pass, is none of these.
 */
export function refusedRequest(cx: AnalysisContext, refusal: Refusal): RefusedRequest | undefined {
  const { conditions, guards } = refusal
  const refusing = guards.filter((guard) => guard.refusing)
  const { about, others } = testsOf(conditions, refusing)
  const kinds = new Set(about.map((test) => testedBy(cx, test) ?? foundBy(cx, test)))
  const [kind] = kinds
  if (kinds.size !== 1 || kind === undefined) return undefined
  const doubted = refusing.some(({ topics }) => topics.some((topic) => DOUBTED[kind].includes(topic)))
  if (doubted) return undefined
  const open = others.filter((test) => !isAnswered(test) && !handsOn(cx, test))
  if (open.some((test) => isAboutCredentials(topicsOf(cx, test)))) return undefined
  if (open.some((test) => letsPass(test) && testedBy(cx, test) === undefined)) return undefined
  if (kind === 'record' || kind === 'operation') return isKnown(cx, refusal) ? kind : undefined
  if (kind === 'open') return 'input'
  return kind === 'input' && about.some((test) => isOfLogin(cx, test)) ? undefined : kind
}

/** With which topics of the refusing test its credentials are what is missing or wrong after all. */
const DOUBTED: Readonly<Record<RefusedRequest | 'open', readonly GuardTopic[]>> = {
  input: ABOUT_CREDENTIALS,
  // what the server is configured with may be called a key or a secret
  configuration: [],
  record: ABOUT_CREDENTIALS,
  operation: ABOUT_CREDENTIALS,
  // the name of what was looked for, a user, does not say that it is the caller
  open: ['missing-principal', 'invalid-credentials', 'step-up'],
}

/** What a test says that looks at what was found, or at what has failed. */
function foundBy(cx: AnalysisContext, test: Test): 'record' | 'open' | 'operation' | undefined {
  if (isFailedOperation(cx, test)) return 'operation'
  if (isAboutRecord(cx, test)) return 'record'
  return isOpenLookup(cx, test) ? 'open' : undefined
}

/** Whether a test in front, or something that runs before the handler, has made sure who is calling. */
function isKnown(cx: AnalysisContext, { principal, node }: Refusal): boolean {
  return (principal ?? hookProof(cx, node)) !== undefined
}

function isAboutCredentials(topics: readonly GuardTopic[]): boolean {
  return topics.some((topic) => ABOUT_CREDENTIALS.includes(topic))
}

/** What a test is made of, when that is one source and no credential. */
function testedBy(cx: AnalysisContext, test: Test): RefusedRequest | undefined {
  const parts = partsOfTest(cx, test).map((part) => provenanceOf(cx, part))
  const known = parts.filter((part) => part !== undefined)
  const [source, ...others] = new Set(known.flatMap(({ from }) => [...from]))
  if (known.length < parts.length || source === undefined || others.length > 0) return undefined
  if (source === 'header') return undefined
  const isSpoken = known.some(({ names }) => names.some((name) => SPOKEN.includes(topicOfName(name))))
  return source === 'input' && isSpoken ? undefined : source
}

/** By its name, a field may be a credential, or who is calling. */
const SPOKEN: readonly GuardTopic[] = ['unclear', 'step-up', 'policy']

/** Whether the function takes a credential out of the same request's input: all that it takes belongs to a login. */
function isOfLogin(cx: AnalysisContext, test: Test): boolean {
  const [part] = partsOfTest(cx, test)
  const fn = part && enclosingFunction(cx.ts, part)
  return fn !== undefined && takesCredential(cx, fn)
}

const takesCredential = remembered((cx, fn: FunctionNode): boolean => {
  const { ts } = cx
  let found = false
  const visit = (node: t.Node): void => {
    if (found) return
    const name = isAccess(ts, node)
      ? ts.isPropertyAccessExpression(node) && node.name
      : ts.isBindingElement(node) && (node.propertyName ?? node.name)
    if (name && isCredentialName(name.getText())) {
      const value = ts.isBindingElement(node) ? node.name : node
      const from = ts.isExpression(value) ? provenanceOf(cx, value)?.from : undefined
      if (from?.has('input') === true) found = true
    }
    ts.forEachChild(node, visit)
  }
  visit(fn)
  return found
})
