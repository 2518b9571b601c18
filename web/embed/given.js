// Profiles in all forms in which pages have them, as files.

// Files of another frame are no instances of this one's classes.
const is = (value, ...kinds) => kinds.includes(Object.prototype.toString.call(value).slice(8, -1));

/** A profile as a file: bytes, a `File`, a `Blob` or a `Response`. */
async function file(profile, name) {
  if (is(profile, "File") && !name) return profile;
  if (is(profile, "Response")) {
    const address = profile.url || "a response";
    if (!profile.ok) {
      const message = `${address} is no profile: the server answered ${profile.status}`;
      throw new HearthError(message, "unreadable", { file: name });
    }
    name ??= decodeURIComponent(address.split(/[?#]/)[0].split("/").pop());
    profile = await profile.blob();
  }
  if (!is(profile, "File", "Blob", "ArrayBuffer") && !ArrayBuffer.isView(profile)) {
    throw new TypeError("a profile is given as bytes, a File, a Blob or a Response");
  }
  return new File([profile], name || "profile");
}

/** Several of them; each may also be `{ profile, name }`. */
const files = (profiles) =>
  Promise.all(
    Array.from(profiles, (given) =>
      given?.profile ? file(given.profile, given.name) : file(given),
    ),
  );

export { files };
