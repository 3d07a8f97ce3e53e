#!/usr/bin/env python3
"""Lays a folder of neutral dossiers out as a site for one generator.

usage: adapters.py {hugo,zola,keybook} NEUTRAL_DIR SITE_DIR

A text transform without a YAML library: every generator gets the same values and the same body; only the place of the keys
differs. For Keybook every field that its format has goes there, the rest to the dossier's free `extra:` map.
"""
import os
import re
import shutil
import sys

from gen import COMP, CRITERIA, FAMILY, GIVEN, INDUSTRIES

HERE = os.path.dirname(os.path.abspath(__file__))
TEMPLATES = os.path.join(HERE, "templates")


def split(text):
    _, matter, body = text.split("---\n", 2)
    return matter.rstrip("\n").split("\n"), body


def field(matter, key):
    for line in matter:
        if line.startswith(key + ": "):
            return line[len(key) + 2:]
    raise KeyError(key)


def block(matter, key):
    """The lines below `key:`, up to the next key."""
    begin = matter.index(key + ":") + 1
    end = begin
    while end < len(matter) and matter[end].startswith(" "):
        end += 1
    return matter[begin:end]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def documents(source):
    for name in sorted(os.listdir(source)):
        yield (name, *split(read(os.path.join(source, name))))


def weights_toml():
    rows = "".join('  {key = "%s", en = "%s", zh = "%s", weight = %d},\n' % row for row in CRITERIA)
    return "weights = [\n" + rows + "]\n"


def copy_templates(kind, target):
    shutil.copytree(os.path.join(TEMPLATES, kind), target, dirs_exist_ok=True)


def hugo(source, out):
    copy_templates("hugo", out + "/layouts")
    write(out + "/static/style.css", read(TEMPLATES + "/style.css"))
    write(out + "/hugo.toml", 'baseURL = "http://127.0.0.1:1313/"\ntitle = "Keybook"\n'
          'disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]\n'
          '[pagination]\ndisableAliases = true\n[taxonomies]\nindustry = "industry"\nregion = "region"\n[params]\n' + weights_toml())
    write(out + "/content/_index.md", "---\ntitle: Keybook\n---\n")
    write(out + "/content/accounts/_index.md", "---\ntitle: Accounts\n---\n")
    for name, matter, body in documents(source):
        matter = [re.sub(r"^(industry|region): (.*)$", r"\1: [\2]", line) for line in matter]
        write(out + "/content/accounts/" + name, "---\n" + "\n".join(matter) + "\n---\n" + body)


def zola(source, out):
    copy_templates("zola", out + "/templates")
    write(out + "/static/style.css", read(TEMPLATES + "/style.css"))
    write(out + "/config.toml", 'base_url = "http://127.0.0.1:1111"\ntitle = "Keybook"\ncompile_sass = false\n'
          "build_search_index = false\ngenerate_feeds = false\ngenerate_sitemap = false\ngenerate_robots_txt = false\nminify_html = false\n"
          'taxonomies = [{name = "industry", paginate_by = 50}, {name = "region", paginate_by = 50}]\n[extra]\n' + weights_toml())
    write(out + "/content/_index.md", '+++\ntitle = "Keybook"\n+++\n')
    write(out + "/content/accounts/_index.md",
          '+++\ntitle = "Accounts"\ntemplate = "accounts.html"\npage_template = "account.html"\nsort_by = "none"\n+++\n')
    for name, matter, body in documents(source):
        head = [matter[0], "taxonomies:", "  industry: [%s]" % field(matter, "industry"),
                "  region: [%s]" % field(matter, "region"), "extra:"]
        write(out + "/content/accounts/" + name,
              "---\n" + "\n".join(head + ["  " + line for line in matter[1:]]) + "\n---\n" + body)


# Keybook

def person_id(name):
    return "p-%02d%02d" % (FAMILY.index(name[0]), GIVEN.index(name[1]))


RIVAL_IDS = {name: "r-%02d" % index for index, name in enumerate(COMP)}


def keybook(source, out):
    copy_templates("keybook", out + "/themes/race")
    write(out + "/themes/race/static/style.css", read(TEMPLATES + "/style.css"))
    write(out + "/content/book.yaml", "title: Keybook\nlanguages: [zh]\ncurrency: CNY\nas_of: 2026-01-01\ntheme: race\n"
          "taxonomies: [industry, region]\n")
    criteria = "".join("      - {id: %s, name: {zh: %s, en: %s}, weight: %d}\n" % (key.replace("_", "-"), zh, en, weight)
                       for key, en, zh, weight in CRITERIA)
    write(out + "/content/models/race.yaml", "kind: scorecard\nname: {zh: 评分卡, en: Scorecard}\nscale: {min: 0, max: 10, step: 1}\n"
          "groups:\n  - id: all\n    name: {zh: 全部, en: All}\n    criteria:\n" + criteria)
    for industry in INDUSTRIES:
        write(out + "/content/industries/%s.md" % industry, "---\nname: %s\n---\n" % industry)
    for name, rival in RIVAL_IDS.items():
        claims = "strengths: [{text: known, source: race}]\nweaknesses: [{text: known, source: race}]\n"
        write(out + "/content/competitors/%s.md" % rival, "---\nname: %s\ntype: other\n%s---\n" % (name, claims))
    people = sorted({field(matter, "owner") for _, matter, _ in documents(source)})
    write(out + "/content/people.yaml", "".join("%s: {name: %s, role: sales}\n" % (person_id(name), name) for name in people))
    for name, matter, body in documents(source):
        write(out + "/content/accounts/" + name, "---\n" + "\n".join(keybook_matter(matter)) + "\n---\n" + links(body))


def links(body):
    """Where the neutral text links to a page of a site, a book links to the dossier."""
    return re.sub(r"\]\(/accounts/(a\d+)/\)", r"](\1.md)", body)


def keybook_matter(matter):
    """Status, classification, the day of review and one contact who pays are what a dossier must say and a neutral one does not."""
    owner = person_id(field(matter, "owner"))
    figures = dict(line.strip().split(": ", 1) for line in block(matter, "figures"))
    revenues = {key[8:]: figures.pop(key) for key in list(figures) if key.startswith("revenue_")}
    rivals = rows(block(matter, "competitors"))
    lines = [
        "name: " + field(matter, "title"),
        "aliases: [%s, %s]" % (field(matter, "name_zh"), field(matter, "name_en")),
        "industry: " + field(matter, "industry"),
        "region: " + field(matter, "region"),
        "status: prospect",
        "owner: " + owner,
        "team: [{person: %s, role: sales}]" % owner,
        "since: " + field(matter, "since").strip('"'),
        "classification: internal",
        "reviewed_on: 2026-01-01",
        "profile:",
        "  employees: " + field(matter, "employees"),
        "financials:",
    ]
    for year, revenue in revenues.items():
        lines += ["  - period: " + year, "    revenue: " + revenue]
    total = field(matter, "total").replace(".", "").lstrip("0") or "0"
    lines += ["scores:", "  race:", "    items:"]
    lines += ["    " + line.replace("_", "-") for line in block(matter, "scores")]
    lines += ["    stated: {points: %s}" % total, "contacts:"]
    for index, contact in enumerate(rows(block(matter, "contacts"))):
        lines += ["  - id: c-%d" % index, "    label: " + contact["name"], "    title: " + contact["role"]]
        if index == 0:
            lines.append("    roles: [economic]")
    lines.append("competitors:")
    lines += ["  - ref: " + RIVAL_IDS[rival["name"]] for rival in rivals]
    lines.append("actions:")
    for index, action in enumerate(rows(block(matter, "actions"))):
        lines += ["  - id: a-%d" % index, "    text: " + action["what"], "    due: " + action["date"].strip('"')]
    lines += ["extra:", "  id: " + field(matter, "id"), "  tier: " + field(matter, "tier"),
              "  website: " + field(matter, "website"), "  figures:"]
    lines += ["    %s: %s" % pair for pair in figures.items()]
    lines.append("  positions:")
    for rival in rivals:
        lines += ["    - x: " + rival["x"], "      y: " + rival["y"]]
    return lines


def rows(lines):
    """`- key: value` lines as one map a row."""
    found = []
    for line in lines:
        if line.startswith("  - "):
            found.append({})
        key, value = line[4:].split(": ", 1)
        found[-1][key] = value
    return found


KINDS = {"hugo": hugo, "zola": zola, "keybook": keybook}

if __name__ == "__main__":
    kind, source, out = sys.argv[1:4]
    shutil.rmtree(out, ignore_errors=True)
    KINDS[kind](source, out)
