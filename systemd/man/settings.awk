# Turns the commented config/pepd.yaml into the settings of pepd.yaml(5), so that they are explained in one
# place only. A setting is a line `key: value`, or `#key: default` where it may be left out; the comment
# lines above it explain it.
function escaped(text) {
  gsub(/\\/, "\\\\", text)
  gsub(/[_*`<>#\[\]]/, "\\\\&", text)
  return text
}
/^ *# / || /^ *#$/ {
  sub(/^ *# ?/, "")
  match($0, /^ */)
  indent = RLENGTH
  sub(/^ */, "")
  # Set in: one of the values to choose from. Set in further: such a line goes on.
  if (indent >= 6) text[lines] = text[lines] " " $0
  else { text[++lines] = $0; isChoice[lines] = (indent >= 2) }
  next
}
/^ *#?[a-z0-9_-]+:/ {
  match($0, /^ */)
  depth = RLENGTH / 2
  isDefault = ($0 ~ /^ *#/)
  line = $0
  sub(/^ *#?/, "", line)
  key = line
  sub(/:.*/, "", key)
  value = line
  sub(/^[^:]*: */, "", value)
  path[depth] = key
  name = ""
  for (i = 0; i <= depth; i++) name = name (i ? "." : "") path[i]
  gsub(/_/, "\\_", name)
  saysDefault = 0
  for (i = 1; i <= lines; i++) if (text[i] ~ /Default:/) saysDefault = 1
  kind = isDefault && !saysDefault ? "default: " : "for instance "
  print "*" name "*" (value == "" ? "" : " (" kind escaped(value) ")")
  if (lines == 0) text[++lines] = "As its name says."
  for (i = 1; i <= lines; i++) {
    if (isChoice[i] && !isChoice[i - 1] && i > 1) print ""
    if (!isChoice[i] && isChoice[i - 1]) print ""
    print "\t" (isChoice[i] ? "- " : "") escaped(text[i])
  }
  print ""
  lines = 0
  delete isChoice
  next
}
/^$/ { lines = 0; delete isChoice }
