#!/usr/bin/env python3
"""Compares the site of one generator with Keybook's, page by page: the same facts on every page, or exit 1.

usage: check.py NEUTRAL_DIR SITE KEYBOOK_OUTPUT

SITE is the output of Hugo or Zola. Compared are: of an account the title, every field, every score with its weight and its
weighted value, the total, every bar (place, width, class, label), figures, competitors, contacts, actions, and the text, tag by
tag with the place each link leads to; of the list its rows, their order by total, and every cell; of the terms their counts, of a
term's pages that each but the last has 50 rows, that it says which of how many it is and leads to its neighbours, and that
together they hold the same rows. Both must hold what the neutral dossier says. Numbers are compared as numbers, links by the page
they lead to; the order within a term is each generator's own.
"""
import html.parser
import itertools
import os
import posixpath
import sys
from urllib.parse import unquote, urlsplit

import adapters
from gen import CRITERIA, INDUSTRIES, REGIONS

VOID = {"meta", "link", "br", "hr", "img", "input", "line", "rect"}
SIZE = 50


class Differs(Exception):
    pass


class Node:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.children = tag, attributes, []

    def text(self):
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def all(self, *tags):
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    found.append(child)
                found += child.all(*tags)
        return found

    def one(self, tag):
        return self.all(tag)[0]


class Tree(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        node = Node(tag, dict(attributes))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag, attributes):
        self.open[-1].children.append(Node(tag, dict(attributes)))

    def handle_endtag(self, tag):
        while len(self.open) > 1:
            if self.open.pop().tag == tag:
                return

    def handle_data(self, text):
        self.open[-1].children.append(text)


def parse(path):
    with open(path, encoding="utf-8") as file:
        return Tree(file.read()).root


def squeeze(text):
    return " ".join(text.split())


def number(text):
    return round(float(text), 6)


def lead(page, href):
    """The page of the site a link leads to, named as the neutral dossiers name it: `accounts/a00001`, `industry/energy`."""
    parts = urlsplit(href)
    if parts.scheme:
        if parts.netloc not in ("127.0.0.1:1313", "127.0.0.1:1111"):
            return href
        path = parts.path
    else:
        path = posixpath.join("/" + posixpath.dirname(page), parts.path) if not parts.path.startswith("/") else parts.path
    path = posixpath.normpath(unquote(path)).strip("/")
    path = path.removesuffix("index.html").strip("/")
    path = path.removeprefix("tags/")
    return path.replace("/page/", "/")


BLOCKS = {"p", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "pre"}


def flow(page, node):
    """The text as tags and words; blanks between blocks say nothing."""
    found = []
    for child in node.children:
        if isinstance(child, str):
            words = child
            if found and isinstance(found[-1], str):
                found[-1] += words
            else:
                found.append(words)
            continue
        if child.tag == "div":
            # Ours lets a wide table scroll by itself.
            found += flow(page, child)
            continue
        place = lead(page, child.attributes["href"]) if child.tag == "a" else None
        found.append(("open", child.tag, place))
        found += flow(page, child)
        found.append(("close", child.tag))
    if node.tag in BLOCKS | {"article"}:
        found = [part for part in found if not (isinstance(part, str) and not part.strip())]
    return [squeeze(part) if isinstance(part, str) else part for part in found]


def rows(table):
    return [[squeeze(cell.text()) for cell in row.all("td", "th")] for row in table.all("tr")]


def account(root, page):
    """Every fact of an account's page."""
    main = root.one("main")
    facts = {"h1": main.one("h1").text(), "title": root.one("title").text()}
    names = [node.text() for node in main.all("dt")]
    values = main.all("dd")
    for name, value in zip(names, values, strict=True):
        links = [lead(page, link.attributes["href"]) for link in value.all("a")]
        facts[name] = (squeeze(value.text()), links)
    facts["Employees"] = number(facts["Employees"][0])
    headings = [node for node in main.children if isinstance(node, Node) and node.tag == "h2"]
    facts["headings"] = [squeeze(node.text()) for node in headings]
    tables = [node for node in main.children if isinstance(node, Node) and node.tag == "table"]
    scores, figures, rivals = map(rows, tables)
    facts["score head"] = scores[0]
    facts["scores"] = [(en, zh, int(score), weight, number(weighted)) for en, zh, score, weight, weighted in scores[1:-1]]
    facts["total"] = (scores[-1][0], number(scores[-1][1]))
    svg = main.one("svg")
    facts["bars"] = [(node.attributes["class"], *(number(node.attributes[key]) for key in ("x", "y", "width", "height")))
                     for node in svg.all("rect")]
    facts["bar labels"] = [(number(node.attributes["x"]), number(node.attributes["y"]), node.text()) for node in svg.all("text")]
    facts["axis"] = [sorted(node.attributes.items()) for node in svg.all("line")]
    facts["figures"] = sorted((key, number(value)) for key, value in figures)
    facts["competitors"] = [(name, number(x), number(y)) for name, x, y in rivals]
    lists = [node for node in main.children if isinstance(node, Node) and node.tag in ("ul", "ol")]
    contacts, actions = lists
    facts["contacts"] = [squeeze(item.text()) for item in contacts.all("li")]
    facts["actions"] = [(item.one("time").text(), squeeze(item.text())) for item in actions.all("li")]
    facts["text"] = flow(page, main.one("article"))
    return facts


def written(matter):
    """What the neutral dossier says, in the terms of [`account`]."""
    get = lambda key: adapters.field(matter, key).strip('"')
    scores = {line.strip().split(": ")[0]: int(line.split(": ")[1]) for line in adapters.block(matter, "scores")}
    terms = [(en, zh, scores[key], "%d%%" % weight, number(scores[key] * weight / 10)) for key, en, zh, weight in CRITERIA]
    figures = (line.strip().split(": ") for line in adapters.block(matter, "figures"))
    plain = lambda key: [row[key].strip('"') for row in adapters.rows(adapters.block(matter, "actions"))]
    return {
        "h1": get("title"), "title": get("title"),
        "ID": (get("id"), []), "Name": ("%s / %s" % (get("name_zh"), get("name_en")), []),
        "Industry": (get("industry"), ["industry/" + get("industry")]), "Region": (get("region"), ["region/" + get("region")]),
        "Tier": (get("tier"), []), "Owner": (get("owner"), []), "Since": (get("since"), []),
        "Website": (get("website"), [get("website")]), "Employees": number(get("employees")),
        "scores": terms, "total": ("Total", number(get("total"))),
        "bars": [("hi" if term[2] >= 7 else "mid" if term[2] >= 4 else "lo", 160, index * 20 + 10, term[2] * 36, 14)
                 for index, term in enumerate(terms)],
        "figures": sorted((key, number(value)) for key, value in figures),
        "competitors": [(row["name"], number(row["x"]), number(row["y"]))
                        for row in adapters.rows(adapters.block(matter, "competitors"))],
        "contacts": ["%s, %s" % (row["name"], row["role"].strip('"'))
                     for row in adapters.rows(adapters.block(matter, "contacts"))],
        "actions": [(day, "%s %s" % (day, what)) for day, what in zip(plain("date"), plain("what"))],
    }


def same(what, ours, theirs):
    if ours == theirs:
        return
    if isinstance(ours, list) and isinstance(theirs, list):
        pairs = itertools.zip_longest(theirs, ours)
        theirs, ours = next(pair for pair in pairs if pair[0] != pair[1])
    raise Differs("%s:\n  %r\n  %r" % (what, theirs, ours))


def compare_accounts(documents, theirs, ours):
    for name, matter, _ in documents:
        page = "accounts/%s/index.html" % name.removesuffix(".md")
        a, b = (account(parse(os.path.join(site, page)), page) for site in (theirs, ours))
        same(page + ": which facts there are", sorted(b), sorted(a))
        for key, value in a.items():
            same("%s: %s" % (page, key), b[key], value)
        for key, value in written(matter).items():
            same("%s: %s as the dossier says it" % (page, key), b[key], value)


def table(page, root):
    found = []
    for row in root.one("main").one("table").all("tr"):
        cells = [squeeze(cell.text()) for cell in row.all("td")]
        found.append((lead(page, row.one("a").attributes["href"]), *cells[:-1], number(cells[-1])))
    return found


def compare_list(documents, theirs, ours):
    page = "accounts/index.html"
    a, b = (table(page, parse(os.path.join(site, page))) for site in (theirs, ours))
    same("list: heading", *(parse(os.path.join(site, page)).one("h1").text() for site in (ours, theirs)))
    same("list: totals in order", [row[-1] for row in b], [row[-1] for row in a])
    same("list: numbered", [row[1] for row in b], [row[1] for row in a])
    # Accounts with one total may stand in either order.
    without = lambda rows: sorted((row[0], *row[2:]) for row in rows)
    same("list: rows", without(b), without(a))
    wanted = sorted(("accounts/" + name.removesuffix(".md"), *(adapters.field(matter, key).strip('"')
                    for key in ("title", "industry", "region", "tier")), number(adapters.field(matter, "total")))
                    for name, matter, _ in documents)
    same("list: rows as the dossiers say them", without(b), wanted)


def term(site, folder, taxonomy, word, numbered):
    """The rows of all pages of a term; each page is held against what it should be."""
    first = "%s/%s/%s" % (folder, taxonomy, word) if folder else "%s/%s" % (taxonomy, word)
    found, n = [], 1
    total = None
    while total is None or n <= total:
        page = "%s/index.html" % (first if n == 1 else "%s/%s" % (first, numbered % n))
        root = parse(os.path.join(site, page))
        main = root.one("main")
        same("%s: heading" % page, squeeze(main.one("h1").text()).lower(), word.replace("-", "-"))
        part = table(page, root)
        place = main.all("p")[-1]
        at, total = (int(word) for word in place.text().replace("prev", "").replace("next", "").split("/"))
        same("%s: which part" % page, at, n)
        own = "%s/%s" % (taxonomy, word)
        name = lambda k: own if k == 1 else "%s/%d" % (own, k)
        wanted = ([("prev", name(n - 1))] if n > 1 else []) + ([("next", name(n + 1))] if n < total else [])
        same("%s: neighbours" % page, [(link.text(), lead(page, link.attributes["href"])) for link in place.all("a")], wanted)
        if n < total:
            same("%s: rows" % page, len(part), SIZE)
        elif not 0 < len(part) <= SIZE:
            raise Differs("%s: %d rows" % (page, len(part)))
        found += part
        n += 1
    return found


def counts(site, page):
    main = parse(os.path.join(site, page)).one("main")
    return {lead(page, item.one("a").attributes["href"]): int(item.text().rsplit("(", 1)[1].rstrip(") \n"))
            for item in main.all("li")}


def compare_terms(documents, theirs, ours):
    words = {"industry": INDUSTRIES, "region": REGIONS}
    a = {name: n for taxonomy in words for name, n in counts(theirs, taxonomy + "/index.html").items()}
    b = counts(ours, "tags/index.html")
    same("terms: counts", b, a)
    for taxonomy, terms in words.items():
        for word in terms:
            wanted = sorted(("accounts/" + name.removesuffix(".md"), adapters.field(matter, "title").strip('"'),
                             adapters.field(matter, "tier"), number(adapters.field(matter, "total")))
                            for name, matter, _ in documents if adapters.field(matter, taxonomy) == word)
            if not wanted:
                continue
            x = term(theirs, "", taxonomy, word, "page/%d")
            y = term(ours, "tags", taxonomy, word, "%d")
            same("%s %s: rows" % (taxonomy, word), sorted(y), sorted(x))
            same("%s %s: rows as the dossiers say them" % (taxonomy, word), sorted(y), wanted)


def compare_links(ours):
    """Every link of ours leads to a file that is there, or out of the site."""
    for folder, _, names in os.walk(ours):
        for name in names:
            if not name.endswith(".html"):
                continue
            path = os.path.join(folder, name)
            for link in parse(path).all("a", "link"):
                parts = urlsplit(link.attributes["href"])
                if not parts.scheme and not os.path.isfile(os.path.join(folder, unquote(parts.path))):
                    raise Differs("%s: `%s` leads nowhere" % (path, link.attributes["href"]))


def main():
    neutral, theirs, ours = sys.argv[1:4]
    documents = list(adapters.documents(neutral))
    try:
        compare_accounts(documents, theirs, ours)
        compare_list(documents, theirs, ours)
        compare_terms(documents, theirs, ours)
        compare_links(ours)
        for site in (theirs, ours):
            same("home", parse(os.path.join(site, "index.html")).one("h1").text(), "Keybook")
    except Differs as difference:
        sys.exit("not the same work: %s" % difference)
    print("the same facts on %d account pages, the list, and the pages of %d terms"
          % (len(documents), len(INDUSTRIES) + len(REGIONS)))


if __name__ == "__main__":
    main()
