/// The program that node runs: it parses TypeScript and describes its classes, one JSON line each.
///
/// It only parses; nothing of the source is ever executed.
enum TypeScriptProgram {
  static let source = #"""
    'use strict';
    const path = '/usr/share/nodejs/typescript';
    let ts;
    try { ts = require(path); } catch (error) {
      console.log(error.code === 'MODULE_NOT_FOUND'
        ? "node's module typescript is not installed; install the package node-typescript"
          + ' (scripts/bootstrap does)'
        : 'typescript cannot be loaded: ' + String(error.message).split('\n')[0]);
      process.exit(1);
    }
    const Kind = ts.SyntaxKind;
    const clean = text => text.replace(/[\ud800-\udfff]/gu, '\ufffd');
    const has = (node, kind) => (node.modifiers || []).some(modifier => modifier.kind === kind);

    function outline(request) {
      const kind = request.tsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
      const name = request.tsx ? 'answer.tsx' : 'answer.ts';
      const file = ts.createSourceFile(name, request.code, ts.ScriptTarget.Latest, true, kind);
      const result = { diagnostics: [], classes: [], interfaces: [] };
      for (const found of file.parseDiagnostics.slice(0, 5)) {
        const place = file.getLineAndCharacterOfPosition(found.start);
        result.diagnostics.push({
          message: clean(ts.flattenDiagnosticMessageText(found.messageText, ' ')),
          line: place.line + 1, column: place.character + 1 });
      }
      visit(file, file, result);
      return result;
    }

    function visit(node, file, result) {
      if (has(node, Kind.DeclareKeyword)) return;
      if (ts.isClassLike(node)) result.classes.push(describeClass(node, file));
      if (ts.isInterfaceDeclaration(node)) {
        result.interfaces.push({ name: nameOf(node, file),
          extends: heritage(node, Kind.ExtendsKeyword, file),
          members: node.members.map(member => nameOf(member, file)) });
      }
      ts.forEachChild(node, child => visit(child, file, result));
    }

    function heritage(node, token, file) {
      const clauses = (node.heritageClauses || []).filter(clause => clause.token === token);
      return clauses.flatMap(clause => clause.types.map(type => brief(type.expression, file)));
    }

    function brief(node, file) {
      const text = node.getText(file).replace(/\s+/g, ' ');
      return clean(text.length > 80 ? text.slice(0, 77) + '...' : text);
    }

    function nameOf(node, file) {
      const key = node.name;
      if (!key) return '';
      const plain = ts.isComputedPropertyName(key) && ts.isStringLiteralLike(key.expression)
        ? key.expression.text : key.text;
      return plain === undefined ? brief(key, file) : clean(plain.slice(0, 200));
    }

    function lineOf(node, file) {
      return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    }

    function describeClass(node, file) {
      let name = nameOf(node, file);
      const parent = node.parent;
      if (!name && parent && (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent))) {
        name = nameOf(parent, file);
      }
      const result = { name, line: lineOf(node, file), abstract: has(node, Kind.AbstractKeyword),
        extends: heritage(node, Kind.ExtendsKeyword, file)[0] || null,
        implements: heritage(node, Kind.ImplementsKeyword, file),
        constructors: [], methods: [], properties: [] };
      for (const member of node.members) {
        if (ts.isConstructorDeclaration(member)) {
          result.constructors.push(describeConstructor(member, file));
        } else if (ts.isMethodDeclaration(member)) {
          result.methods.push(describeFunction(member, member, file));
        } else if (ts.isPropertyDeclaration(member)) {
          const value = unwrap(member.initializer);
          const isFunction = !!value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
          if (isFunction) result.methods.push(describeFunction(member, value, file));
          else result.properties.push(nameOf(member, file));
        }
      }
      return result;
    }

    function unwrap(node) {
      while (node && (ts.isParenthesizedExpression(node) || ts.isAsExpression(node))) {
        node = node.expression;
      }
      return node;
    }

    function describeConstructor(node, file) {
      const statements = node.body ? [...node.body.statements] : [];
      const kinds = statements.map(kindOf);
      const first = statements.find((_, index) => kinds[index] !== 'super');
      const modifiers = [Kind.PublicKeyword, Kind.PrivateKeyword, Kind.ProtectedKeyword,
        Kind.ReadonlyKeyword, Kind.OverrideKeyword];
      return { line: lineOf(node, file), hasBody: !!node.body, statements: kinds,
        offence: first ? brief(first, file) : null, parameters: node.parameters.length,
        parameterProperties: node.parameters.filter(parameter =>
          modifiers.some(kind => has(parameter, kind))).map(parameter => nameOf(parameter, file)) };
    }

    function kindOf(statement) {
      if (ts.isEmptyStatement(statement)) return 'empty';
      if (!ts.isExpressionStatement(statement)) return Kind[statement.kind];
      const expression = statement.expression;
      if (ts.isCallExpression(expression)) {
        return expression.expression.kind === Kind.SuperKeyword ? 'super' : 'expr';
      }
      const assigns = ts.isBinaryExpression(expression)
        && expression.operatorToken.kind >= Kind.FirstAssignment
        && expression.operatorToken.kind <= Kind.LastAssignment;
      return assigns ? 'assign' : 'expr';
    }

    function describeFunction(member, code, file) {
      const body = code.body;
      const isBlock = !!body && ts.isBlock(body);
      const type = code.type ? brief(code.type, file) : '';
      return { name: nameOf(member, file), line: lineOf(member, file), hasBody: !!body,
        async: has(code, Kind.AsyncKeyword), promises: /^Promise\b/.test(type),
        static: has(member, Kind.StaticKeyword), abstract: has(member, Kind.AbstractKeyword),
        parameters: code.parameters.length, statements: isBlock ? body.statements.length : body ? 1 : 0,
        does: !!body && (isBlock ? doesSomething(body.statements) : !isNothing(body)) };
    }

    function doesSomething(statements) {
      const real = statements.filter(statement => !(ts.isEmptyStatement(statement)
        || ts.isReturnStatement(statement) && isNothing(statement.expression)
        || ts.isExpressionStatement(statement) && isNothing(statement.expression)
        || ts.isBlock(statement) && !doesSomething(statement.statements)));
      return real.length > 0 && !real.every(ts.isThrowStatement);
    }

    function isNothing(node) {
      node = unwrap(node);
      return !node || ts.isVoidExpression(node) || ts.isLiteralExpression(node)
        || node.kind === Kind.NullKeyword || node.kind === Kind.TrueKeyword
        || node.kind === Kind.FalseKeyword || ts.isIdentifier(node) && node.text === 'undefined';
    }

    function answer(line) {
      try {
        return outline(JSON.parse(line));
      } catch (error) {
        const deep = error instanceof RangeError;
        return { problem: deep ? 'it is nested too deeply'
          : 'the TypeScript parser failed: ' + clean(String(error && error.message).slice(0, 200)) };
      }
    }

    let pending = [];
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', chunk => {
      let start = 0;
      for (let end; (end = chunk.indexOf('\n', start)) >= 0; start = end + 1) {
        pending.push(chunk.slice(start, end));
        const line = pending.join('');
        pending = [];
        process.stdout.write(JSON.stringify(answer(line)) + '\n');
      }
      pending.push(chunk.slice(start));
    });
    process.stdin.on('end', () => process.exit(0));
    process.stdout.on('error', () => process.exit(0));
    console.log('ready');
    """#
}
