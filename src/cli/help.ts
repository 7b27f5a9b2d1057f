/** What each command is for, shown by `--help`. */
export const HELP = `Netwright: checks, draws and converts plans of Azure networks that run AKS.

Usage: netwright <command> [options]

  check FILE...                 Check a plan, or what the Azure CLI printed; several files are one estate.
      --format text|json|sarif|junit|markdown
                                How to answer (default text).
      --baseline FILE           What check --format json wrote on an earlier day: only errors that are not
                                in it count for the exit code.
      --as-of YYYY-MM-DD        The day to judge at (default: the plan's own, else today).
      --min-severity error|warning|info
                                Leave out what weighs less (default info).
      --before FILE             What is deployed: judge also what the plan changes of it.
  advise FILE... [--cluster NAME]
                                Which CNI the cluster should have, and why; NAME where there are several.
      --answers q2=yes,q11=no   Answers to the questions, which are listed with what the plan says itself.
      --format text|json        How to answer (default text).
      --as-of YYYY-MM-DD        The day to judge at, as for check.
  diff OLD NEW                  Compare two plans: what differs, and which findings come and go.
      --format text|json|markdown
                                How to answer (default text); markdown fits a pull request.
      --as-of YYYY-MM-DD        The day both are judged at (default: the new plan's own, else today).
  capacity FILE...              What every cluster takes of every range, how many nodes still fit, what runs out first.
      --format text|json        How to answer (default text).
      --as-of YYYY-MM-DD        The day growth starts at (default: the plan's own, else today).
      --growth NODES            Nodes a month the largest pool of each cluster grows by; says when what runs out.
  export FILE... -o OUT         Draw a plan, or write it as a plan file.
      --to svg|png|json         What to write (default: by the ending of OUT).
      --theme light|dark        Colours (default light).
      --scale 1..4              Size of the picture (default 1).
      --legend, --title-block   Add them below the drawing.
  import FILE... -o PLAN        Make a plan file of what the Azure CLI printed.
  reach FILE... --from X --to Y Tell whether X reaches Y, on which way, or the one thing missing.
      --format text|json        How to answer (default text).
  rules [--format text|json|markdown]
                                List the rules: id, severity, title, source; Markdown gives the whole reference.
  schema                        Print the JSON Schema of plan files.

  -h, --help                    Print this.
  -v, --version                 Print the version.

FILE is a plan file, or what one of these commands prints with -o json:
  az network vnet list
  az aks list
  az network route-table list
  az network nsg list
  az network nat gateway list
  az network vnet-gateway list
  az network local-gateway list
  az network vpn-connection list
  az network firewall list
  az network application-gateway list
  az network private-endpoint list
or the same from the REST API or Resource Graph. "-" is standard input.

X and Y are names such as spoke-a/snet-vm, aks-orders/pods, aks-orders/nodes, aks-orders/SERVICE, hq (a site) or internet,
or an address.

JSON of check, whose keys are only ever added to:
  { "plan": { "networks": 2, "subnets": 8, ... },
    "findings": [ { "rule", "severity", "azureCode"?, "target": { "kind", "id", "name" }, "related": [ ... ],
                    "message", "fixes": [ titles ], "known"? (with --baseline) } ],
    "notChecked": [ { "fact", "objects", "rules", "supply", "byHand"? } ],
    "unread": [ { "file", "path", "reason" } ] }

JSON of capacity, whose keys are only ever added to:
  { "asOf": "2026-11-21",
    "clusters": [ { "id", "name", "ipam", "fits", "complete", "summary", "firstToRunOut": { "pool", "moreNodes",
                    "morePods", "range" } | null, "pools": [ ... ], "ranges": [ { "key", "kind", "name", "ranges",
                    "unit", "weight", "complete", "overAt", "supply": { "value", "meaning", "formula", "sources",
                    "assumption"? }, "now", "atMaximum", "withSurge", "moreNodes": [ ... ], "asides": [ ... ],
                    "runsOut"? } ], "facts": [ ... ] } ],
    "otherSubnets": [ ... ], "unread": [ ... ] }

Exit code of capacity: 0 everything fits, 1 something does not fit now, at its maximum or while upgrading, 2 as below.
JSON of reach:
  { "from", "to", "verdict": "yes" | "no" | "unknown", "sentence", "hops": [ { "kind", "text" } ], "replies": [ same ],
    "source"?: { "kind", "text" }, "missing"?: { "text", "fact"?, "supply"?, "byHand"?, "fix"? },
    "throughService"?, "notes" }

Exit code of check: 0 no error found, 1 errors found, 2 something could not be read (the reason, with file and
JSON path, is on standard error; nothing is written). Exit code of diff: 0 no difference, 1 differences, 2 something
could not be read; where things stand in the drawing is no difference. Exit code of reach: 0 yes; 1 no, and also
unknown, which the answer tells apart; 2 something could not be read, or a name is not known. The other commands:
0 done, 2 not done.

Examples:
  netwright check hub-and-spokes.netwright.json
  az network vnet list -o json | netwright check - clusters.json --format json
  netwright check estate.netwright.json --format sarif > netwright.sarif
  netwright check estate.netwright.json --baseline accepted.json
  netwright check vnets.json aks.json route-tables.json --min-severity warning
  netwright advise hub-and-spokes.netwright.json --cluster aks-1 --answers q2=yes
  netwright diff main.netwright.json branch.netwright.json --format markdown
  netwright capacity plan.netwright.json --growth 4
  netwright reach estate.netwright.json --from aks-orders/pods --to hq
  netwright import vnets.json aks.json -o estate.netwright.json
  netwright export estate.netwright.json --to svg --theme dark -o estate.svg
`;
