// A jscodeshift transform that changes nothing: parse, print.
module.exports = (file, { jscodeshift }) => jscodeshift(file.source).toSource()
