import type * as t from 'typescript'
import type { GuardTopic } from '../../model/guard.js'
import type { AnalysisContext } from '../context.js'
import { speakingName } from './names.js'
import { isClientInput } from './provenance.js'
import { topicOfName } from './topics.js'

/** What a part of a test is about by its name; a value that the client sends is no right of the caller, whatever it is called. */
export function spokenTopic(cx: AnalysisContext, part: t.Expression): GuardTopic {
  const topic = topicOfName(speakingName(cx, part))
  return topic === 'permission' && isClientInput(cx, part) ? 'other' : topic
}
