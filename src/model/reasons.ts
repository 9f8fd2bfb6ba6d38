import type { ReasonCode } from './site.js'

/** What the codemod says of a place that it leaves, and whether a person has something to do there. */
export interface Reason {
  readonly text: string
  /** `false`: a remark only; `http-status check` does not fail for it. */
  readonly unresolved: boolean
}

const todo = (text: string): Reason => ({ text, unresolved: true })

/** Lower-case half sentences, printed after the code: `conditional-status: split into two returns`. */
export const REASONS: Readonly<Record<ReasonCode, Reason>> = {
  'conditional-status': todo('split into two returns'),
  'status-changes-later': todo(
    'the status can still change after this; set WWW-Authenticate where the response leaves as a 401',
  ),
  'writehead-array': todo('add the pair to the array by hand'),
  'next-unauthorized': todo(
    'sends 401 without a challenge and without a body in route handlers; return a Response instead, or set the header in proxy.ts',
  ),
  'legacy-signature': todo('401 on Express 4, 200 on Express 5'),
  'thrown-401': todo('the error handler decides which headers are sent; set WWW-Authenticate there'),
  'error-class': todo('this class fixes the status; set WWW-Authenticate where the class is turned into a response'),
  'helper-call': todo('the function that is called here sends the response; set WWW-Authenticate in it'),
  'helper-fixed': {
    text: 'the function that is called here fixes the status; it is treated where it stands',
    unresolved: false,
  },
  'mixed-condition': {
    text: 'no caller and a refused caller share this condition; the 401 and its challenge are right for the first, answer the second with a 403 of its own',
    unresolved: false,
  },
  'other-credential': {
    text: 'the caller may not do this, but another credential would let him pass here; 401 stays, with the challenge for that one',
    unresolved: false,
  },
  'framework-not-rewritten': todo('add WWW-Authenticate by hand; this framework is reported, not rewritten'),
  'result-object': todo('this status is returned to a caller, which sends it; set WWW-Authenticate there'),
  'headers-not-editable': todo('add WWW-Authenticate to the headers by hand'),
  'weak-evidence': todo('only the name says that this is a response; add a type or fix it by hand'),
  'version-unknown': todo(
    'the releases of this framework differ here; name one in package.json, or set WWW-Authenticate so that all of them send it',
  ),
  'document-route': todo(
    'a route with a component sends the headers of its loader and action only through its `headers` export; hand WWW-Authenticate on there',
  ),
  'challenge-withheld': todo(
    'the challenge is left out on purpose here; one of another scheme opens no login box, or disable the rule',
  ),
  'scheme-by-hand': todo('this challenge holds data of the one response, such as a nonce; write it by hand'),
  'no-scheme': todo(
    'what is taken here (a token in the address, a client id and secret in the body) has no auth-scheme; choose one with --challenge',
  ),
  'message-signature': todo(
    'this 401 answers a signature over the request itself, which no challenge can ask for; answer 403 (400 where it is missing), or choose a scheme with --challenge',
  ),
  'invalid-request': todo(
    'this 401 answers a field that is missing or wrong, not credentials; answer 400 (405 for a method), or name the credentials that it wants',
  ),
  'server-configuration': todo(
    'this 401 depends on the configuration of the server alone, not on credentials; answer 500 or 503',
  ),
  'record-state': todo(
    'this 401 answers what a record holds that was found for a known caller, not credentials; answer 409 or 422',
  ),
  'failed-operation': todo(
    'this 401 answers an operation that failed for a known caller, and in which no credentials are checked; answer 500 or 502',
  ),
  'status-declared': todo(
    'the route declares the statuses that it answers (schema, contract or documentation), without the one that fits; declare that one, then change the status',
  ),
  'status-in-body': todo('the body repeats the status, and is made elsewhere; change both together'),
  'header-on-some-paths': todo('WWW-Authenticate is set on some paths only; set it on all of them'),
}
