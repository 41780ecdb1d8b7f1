"""Checks the built site: every text of the roundups can be read, and nothing on the pages can run."""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

SITE, GOLDEN = map(pathlib.Path, sys.argv[1:3])
URL_FIELDS = {"url", "rsvpUrl", "slides"}
UNSEEN_FIELDS = URL_FIELDS | {"meetupId", "id", "talkId", "photoId", "prizeId", "kind", "mode", "timeZone",
                              "startsAt", "endsAt", "updatedAt"}
MARKDOWN_FIELDS = {"notes", "takeaways", "note"}
HARMLESS = re.compile(r"(?i)(https?:|mailto:|/(?![/\\])|#|\?|[\w.~-]+(?:[/?#]|$))")
BAD_TAGS = {"script", "iframe", "object", "embed", "svg", "math", "form", "base", "style"}
failures = 0


def report(ok, name, why=""):
    global failures
    failures += not ok
    print(("ok " if ok else "not ok ") + name + (": " + why if why and not ok else ""))


class Page(html.parser.HTMLParser):
    def __init__(self, text, own_tags=frozenset()):
        self.own_tags = own_tags
        super().__init__(convert_charrefs=True)
        self.words, self.faults, self.addresses, self.alts, self.title, self.tag = [], [], [], [], "", ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tag = tag
        if tag in BAD_TAGS - self.own_tags:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.faults.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "data", "poster", "cite"):
                self.addresses.append(value or "")
                bare = re.sub(r"[\x00-\x20]", "", value or "")
                if bare and not HARMLESS.match(bare) and bare != "data:,":
                    self.faults.append(f"{tag} {name}={value}")
            if name in ("alt", "title"):
                self.alts.append(value or "")

    def handle_data(self, data):
        if self.tag == "title" and not self.title:
            self.title = data
        self.words.append(data)


def readable(text):
    """What a reader sees of a text: typographers' quotes and dashes count as plain ones."""
    text = "".join(" " if c in "\n\r\t\x0b\x0c\x85\u2028\u2029" else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cc" and c not in "\ufeff"
                   and not "\u202a" <= c <= "\u202e" and not "\u2066" <= c <= "\u2069")
    text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    for fancy, plain in {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "...",
                         "\u00ab": "<<", "\u00bb": ">>", "\xa0": " "}.items():
        text = text.replace(fancy, plain)
    return re.sub(r"\s+", " ", text).strip()


def texts(node, field="", markdown=False):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, key, markdown or key in MARKDOWN_FIELDS)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value, field, markdown)
    elif isinstance(node, str) and field not in UNSEEN_FIELDS:
        yield field, markdown, node


def check(case, file, name, own_tags=frozenset()):
    text = file.read_text(encoding="utf-8")
    page = Page(text, own_tags)
    report(not page.faults, f"{name}: nothing on the page can run", "; ".join(page.faults[:5]))
    seen = readable(" ".join(page.alts) + " " + "".join(page.words))
    missing = []
    roundup = json.loads((case / "roundup.json").read_text(encoding="utf-8"))
    if roundup.get("notes", {}).get("OPENING"):
        roundup = {k: v for k, v in roundup.items() if k not in ("hosts", "venue", "location")}
    anywhere = seen + " ".join(page.addresses)
    for field, markdown, value in texts(roundup):
        if markdown:
            missing += [f"{field}: {w}" for w in re.findall(r"\w+", readable(value)) if w not in anywhere]
        elif field == "leadIn":
            parts = readable(value).rstrip(":.,;").split("{title}") if roundup.get("held") else []
            missing += [f"{field}: {p}" for p in parts if p.strip() not in seen]
        elif readable(value) not in seen:
            missing.append(f"{field}: {value[:80]!r}")
    report(not missing, f"{name}: every text can be read", f"{len(missing)} missing, such as " + "; ".join(missing[:8]))
    browse(name, file, page.title)


def browse(name, file, title):
    with tempfile.TemporaryDirectory() as profile:
        dom = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}", "--virtual-time-budget=3000",
             "--dump-dom", file.resolve().as_uri()],
            capture_output=True, text=True, timeout=120, check=True).stdout
    after = Page(dom).title
    report(after == title, f"{name}: nothing ran in the browser", f"the title became {after!r}")


for directory in sorted(p for p in GOLDEN.iterdir() if p.is_dir()):
    check(directory, SITE / directory.name / "index.html", directory.name)
    page = SITE / "roundups" / directory.name / "index.html"
    if page.exists():
        check(directory, page, directory.name + " page", {"style"})
report(not list(SITE.glob("**/newsletter.*")), "what is to be sent is not published")
sys.exit(1 if failures else 0)
