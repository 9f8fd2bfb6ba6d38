/**
 * Why something is believed to be a response, strongest first:
 * `type` (the checker, or an annotation whose name is imported from the framework), `import` (the value is traced to a module),
 * `handler` (a parameter of a registered or exported handler, or of a function with a handler's parameters), `name` (a conventional name alone).
 */
export type Evidence = 'type' | 'import' | 'handler' | 'name'
