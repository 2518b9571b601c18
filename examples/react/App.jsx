// A React page with profiles in it: React 19 sets an element's properties and listens to
// its events as it does for its own.
//
//   cargo xtask dist                      (or: npm install hearth-pprof)
//   cd examples/react && npm ci && npm run build
//   python3 -m http.server 8080           and open http://localhost:8080/

import { StrictMode, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import "hearth-pprof/component";

/** A profile, or the difference of two. `onSelect` hears the name of a function. */
function Profile({ base, current, onSelect, onError, ...rest }) {
  const element = useRef(null);
  useEffect(() => {
    if (!current) return;
    const shown = base ? element.current.compare(base, current) : element.current.open(current);
    // What went wrong is an event as well, and said in the component.
    shown.catch((error) => onError?.(error));
  }, [base, current]);
  return (
    <hearth-profile
      ref={element}
      onhearth-selection={(event) => onSelect(event.detail.name)}
      {...rest}
    />
  );
}

function Choose({ label, onChoose }) {
  return (
    <label>
      {label} <input type="file" onChange={(event) => onChoose(event.target.files[0])} />
    </label>
  );
}

function App() {
  const [base, setBase] = useState(null);
  const [current, setCurrent] = useState(null);
  const [selected, setSelected] = useState("");
  const [dark, setDark] = useState(false);
  const [error, setError] = useState(null);
  return (
    <main className={dark ? "dark" : "light"}>
      <header>
        <h1>Profiles in React</h1>
        <Choose label="Base" onChoose={setBase} />
        <Choose label="Profile" onChoose={setCurrent} />
        <label>
          <input type="checkbox" checked={dark} onChange={() => setDark(!dark)} /> Dark
        </label>
        <output>{selected || "nothing is selected"}</output>
        {error && <p role="alert">{error.message}</p>}
      </header>
      <Profile
        base={base}
        current={current}
        view="top"
        theme={dark ? "dark" : "light"}
        language="en"
        readOnly
        onSelect={setSelected}
        onError={setError}
      />
    </main>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
