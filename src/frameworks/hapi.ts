import { defineFramework } from './define.js'

const FORM = "`.header('WWW-Authenticate', …)` to the response"

/** hapi 20 and 21. A handler returns `h.response().code(401)` or a Boom error. */
export const hapi = defineFramework({
  name: 'hapi',
  title: 'hapi',
  packages: ['@hapi/hapi', '@types/hapi__hapi', 'hapi'],
  measured: '21.4.10',
  alike: '20.3.0',
  objects: [
    {
      id: 'hapi.Toolkit',
      types: [
        { module: '@hapi/hapi', name: 'ResponseToolkit' },
        { module: 'hapi', name: 'ResponseToolkit' },
      ],
      names: [],
      contextNames: ['h', 'toolkit', 'reply'],
      methods: {
        response: { creates: 'hapi.Response' },
        redirect: { creates: 'hapi.Redirect' },
      },
      form: FORM,
    },
    {
      id: 'hapi.Response',
      types: [
        { module: '@hapi/hapi', name: 'ResponseObject' },
        { module: 'hapi', name: 'ResponseObject' },
      ],
      names: [],
      methods: {
        code: { status: { argument: 0 } },
        header: { header: { name: 0, value: 1 } },
        takeover: {},
      },
      properties: { statusCode: { kind: 'status' }, headers: { kind: 'headers' } },
      headerMethod: 'header',
      headerMethodChains: true,
      form: FORM,
    },
    {
      id: 'hapi.Redirect',
      types: [],
      names: [],
      methods: { code: { status: { argument: 0 } }, header: { header: { name: 0, value: 1 } } },
      form: FORM,
    },
  ],
  handlers: [
    {
      registrars: ['route'],
      properties: ['handler', 'method', 'failAction'],
      positions: [undefined, undefined, 1, 1],
      object: 'hapi.Toolkit',
    },
    {
      registrars: ['scheme'],
      properties: ['authenticate'],
      positions: [undefined, undefined, 1],
      object: 'hapi.Toolkit',
    },
    {
      registrars: ['ext'],
      events: [
        'onRequest',
        'onPreAuth',
        'onCredentials',
        'onPostAuth',
        'onPreHandler',
        'onPostHandler',
        'onPreResponse',
      ],
      positions: [undefined, undefined, 1],
      object: 'hapi.Toolkit',
    },
  ],
  central: [{ registrars: ['ext'], events: ['onPreResponse'], position: 1, object: 'hapi.Toolkit', sees: 'responses' }],
  // Only a Boom error keeps its status.
  thrown: { status: [], libraries: ['boom'], keepsHeaders: false },
  principals: {
    paths: ['request.auth.credentials', 'req.auth.credentials', 'request.auth.credentials.user'],
  },
})
