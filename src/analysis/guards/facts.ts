import type * as t from 'typescript'
import type { Basis, GuardFact, GuardTopic } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { remembered } from '../remembered.js'
import type { Condition } from '../state.js'
import { lineOf, rangeOf, textOf } from '../syntax.js'
import { readCatch } from './catches.js'
import { readCase } from './comparisons.js'
import { readTest } from './conditions.js'
import { takesPart } from './taking-part.js'

/** A condition that can be why somebody is refused. */
export type Test = Extract<Condition, { kind: 'test' | 'case' | 'catch' }>

export function isTest(condition: Condition): condition is Test {
  return condition.kind === 'test' || condition.kind === 'case' || condition.kind === 'catch'
}

/** What a test is about. */
export function topicsOf(cx: AnalysisContext, condition: Test): readonly GuardTopic[] {
  if (condition.kind === 'catch') return readCatch(cx, condition.clause).topics
  if (condition.kind === 'test') return readTest(cx, condition.expression, condition.holds).topics
  return readCase(cx, condition.subject, condition.values, condition.matches).topics
}

/** Whether a caller takes part in a test, so that it is about him, or its words alone say what it is about. */
function basisOf(cx: AnalysisContext, condition: Test): Basis {
  const parts =
    condition.kind === 'catch'
      ? []
      : condition.kind === 'test'
        ? [condition.expression]
        : [condition.subject, ...condition.values]
  return parts.some((part) => takesPart(cx, part)) ? 'structure' : 'name'
}

/** A test in words. */
export function guardFact(cx: AnalysisContext, condition: Test, refusing: boolean): GuardFact {
  return (refusing ? refusingFact : factOf)(cx, condition)
}

const refusingFact = remembered((cx, condition: Test): GuardFact => ({ ...factOf(cx, condition), refusing: true }))

const factOf = remembered((cx, condition: Test): GuardFact => {
  const node =
    condition.kind === 'catch' ? condition.clause : condition.kind === 'case' ? condition.subject : condition.expression
  const text =
    condition.kind === 'catch'
      ? caught(cx, condition.clause)
      : condition.kind === 'test' && !condition.holds
        ? negated(cx, condition.expression)
        : condition.kind === 'case'
          ? ofSwitch(condition)
          : textOf(node, 60)
  return {
    topics: topicsOf(cx, condition),
    basis: basisOf(cx, condition),
    text,
    range: rangeOf(node),
    line: lineOf(node),
    refusing: false,
  }
})

/** `req.user.role is 'guest'`, `req.user.role is none of 'admin', 'editor'`. */
function ofSwitch({ subject, values, matches }: Extract<Test, { kind: 'case' }>): string {
  const list = values.map((value) => textOf(value, 20)).join(', ')
  const verb = matches ? (values.length > 1 ? 'is one of' : 'is') : values.length > 1 ? 'is none of' : 'is not'
  return `${textOf(subject, 40)} ${verb} ${list.length > 60 ? `${list.slice(0, 59)}…` : list}`
}

/** `catch of jwt.verify(token, secret)`. */
function caught(cx: AnalysisContext, clause: t.CatchClause): string {
  const { check } = readCatch(cx, clause)
  return check ? `catch of ${textOf(check, 50)}` : 'catch'
}

/** `!allowed`, `!(a && b)`. */
function negated(cx: AnalysisContext, expression: t.Expression): string {
  const { ts } = cx
  const text = textOf(expression, 60)
  return ts.isIdentifier(expression) || ts.isCallExpression(expression) || ts.isPropertyAccessExpression(expression)
    ? `!${text}`
    : `!(${text})`
}
