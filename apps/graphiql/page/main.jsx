import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import { GraphiQL } from 'graphiql';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { tourTabs } from './tour.js';

const KEPT = 'entente:token';

/** Kept for this tab of the browser only. */
function keepToken(token) {
  if (token === '') sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, token);
}

/**
 * GraphiQL finds out a moment later which operation a tab holds: run at once after a change of tabs, it still sends the name
 * of the other's. A document with one operation needs none.
 */
function withoutNeedlessName({ operationName, ...params }) {
  const operations = (params.query.match(/^(query|mutation|subscription)\b/gm) ?? []).length;
  return operations === 1 ? params : { ...params, operationName };
}

async function ask(token, params) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(withoutNeedlessName(params)),
  });
  return response.json();
}

const tabs = tourTabs(crypto.randomUUID());

function Page() {
  const [token, setToken] = useState(sessionStorage.getItem(KEPT) ?? '');
  // Another token may see another schema, or one at all: GraphiQL asks for it again with another fetcher.
  const fetcher = useMemo(() => (params) => ask(token, params), [token]);
  const change = ({ target }) => {
    const given = target.value.trim();
    setToken(given);
    keepToken(given);
  };
  return (
    <>
      <label className="token">
        Token
        <input
          name="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder="ent_… (printed at the first start, or: npm run -s entente -- token create)"
          value={token}
          onChange={change}
        />
      </label>
      <div className="page">
        <GraphiQL
          fetcher={fetcher}
          // Without a token there is no schema to ask for.
          schema={token === '' ? null : undefined}
          defaultTabs={tabs}
          storage={sessionStorage}
          isHeadersEditorEnabled={false}
        />
      </div>
    </>
  );
}

createRoot(document.getElementById('root')).render(<Page />);
