"""The look: what every page is made of, without knowing what the pages are about.

A page:

    {% extends "look/base.html" %}
    {% load i18n look %}
    {% block title %}{% translate "Book" %} · {{ site_name }}{% endblock %}
    {% block heading %}<div class="page__head"><h1>{% translate "Book a seat" %}</h1><p class="page__lead">…</p></div>{% endblock %}
    {% block main %}…{% endblock %}

Blocks: title, head, body_class, body_attributes, brand, tools (right of the head: sign in), language, page_class, crumbs,
messages, heading, main, foot_about, foot_links, script. Variables: `nav` (a list of shell.NavItem, five at most: a bottom
bar on phones), `foot_links` (objects with url and name), `hub_name`; the rest comes from context.shell, which must stand
in the context processors. `.page` is a column with even gaps: put sections in it, no margins needed.

Tags ({% load look %}): icon "seat" ["label"] · field form.name [shape="days|column|stepper"] · form_errors form ·
status "free|taken|yours|held|closed|walkin" · badge kind text [icon] · notice "info|done|warn|error" title=… … endnotice ·
empty title=… … endempty · crumbs url name … · pager next_url previous_url · countdown until now [reload] ·
only_here (beside codes for phones) ·
space x y width height state name [label] [url] (in an SVG with class="plan" that includes look/plan_defs.html) ·
look_style "plan" (block head, for plans, day strips and lists of times; "places/plan" for another package's) · htmx (block head, only where it is used) ·
asset "path". Filter: text|thai keeps names, loanwords and numbers with units on one line.

Classes: layout .stack .row .grid .split .narrow .reading .soft .small .big; .button (--quiet --danger --plain --small
--wide --icon), .actions; .form .field .choices .choice .tick .stepper; .card (--link --hero --chosen --flat --sunken),
.list, .facts (dl), .table (--cards, with data-label on each td), .badge, .notice, .empty, .tabs, .steps, .dialog,
.countdown, .figure, .price, .skeleton, .pager, .plan, .legend, .day, .times. All on /look/ (development only).

Without a script everything works. With one: forms are sent once and show it (aria-busy); `form[data-keep]` keeps a draft;
buttons data-copy="text" data-copied="…", data-share="url", data-print, data-dialog="id", data-close (give them `hidden`
where they are useless without a script); `document.dispatchEvent(new CustomEvent("say", {detail: "…"}))` is read out
politely. No inline style and no inline script: the policy in middleware.py forbids both.

Translations: write English in `_()` and `{% translate %}`, then `./hub translations` and fill in the Thai
(`--missing` prints JSON, `--fill FILE.json` takes it back). Words that must be as they are: lang="th", lang="en" or
translate="no" on their element. A number and its unit ("5 นาที") are bound by a no-break space by themselves.
"""
