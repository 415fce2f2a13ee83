/// How forms ask for things. `usual` wordings are met often; `rare` ones are of our own imagination
/// and stand in no profile, so a reader has only its sense of likeness for them. {c} stands for
/// whom the form speaks of, {s} for the place.
enum Wordings {
  static let usual: [Field: [String]] = [
    .name: [
      "Name of {c}", "{C}'s name", "Name of child / young person", "Full name", "{C} name",
      "My name", "My name is",
    ],
    .birth: ["Date of birth", "DOB", "D.O.B.", "My date of birth"],
    .upn: ["UPN", "Unique Pupil Number", "UPN number"],
    .careID: ["Social care ID", "Care ID", "Child ID", "LCS ID", "Mosaic ID"],
    .year: ["Year group", "NCY", "School year", "Current year group", "My year group"],
    .school: [
      "School / setting", "School name", "Name of school", "Educational establishment",
      "Current school", "Setting / School", "My school is", "Current educational setting",
    ],
    .meeting: [
      "Date of PEP meeting", "Date of this meeting", "PEP date", "Meeting date", "Date of this PEP",
      "DATE OF PEP MEETING", "Date of my PEP meeting",
    ],
    .nextMeeting: [
      "Date of next PEP meeting", "Date of next PEP", "Next PEP date", "Next meeting date",
      "Date and time of next PEP meeting",
    ],
    .nextReview: ["Date of next CLA review", "Next LAC review", "Date of next statutory review"],
    .legalStatus: ["Legal status", "Care status", "Current legal status"],
    .socialWorker: ["Social worker", "Name of social worker", "Allocated social worker"],
    .parental: ["Who holds parental responsibility?", "Parental responsibility", "Who has PR?"],
    .changes: [
      "Changes since the last PEP", "Any changes since the last PEP",
      "What has changed since the last PEP?", "Have there been any changes since the last PEP?",
    ],
    .attendance: [
      "Attendance (year to date)", "% attendance", "Overall attendance", "Current attendance (%)",
      "Attendance this academic year", "Percentage attendance",
    ],
    .sessionsMissed: ["Number of sessions missed", "Sessions absent", "Sessions missed this year"],
    .exclusions: [
      "Number of suspensions since last PEP", "Fixed term exclusions",
      "Number of fixed term exclusions", "Suspensions (fixed term exclusions)",
      "Number of suspensions",
    ],
    .exclusionDays: ["Number of days suspended", "Total days excluded", "Days lost to suspension"],
    .permanent: [
      "Permanent exclusion", "Has the {c} been permanently excluded?", "Permanently excluded?",
    ],
    .onTrack: [
      "Is the {c} on track?", "On track to meet targets?",
      "Is the {c} on track to achieve their targets?", "Currently on track?",
    ],
    .acceptable: [
      "Is the {c} making acceptable progress?", "Is progress acceptable?",
      "Making expected progress?", "Acceptable progress?",
    ],
    .evidence: [
      "If yes, what is the evidence?", "Evidence of progress", "Evidence and rate of progress",
    ],
    .measures: [
      "If no, what measures have been put in place?",
      "If not, what measures has the {s} put in place?", "Measures put in place",
    ],
    .sen: ["SEND status", "SEN status", "SEN stage", "SEN code"],
    .senFunding: [
      "How is SEND funding being used?", "Use of SEN funding", "How is SEN funding used?",
    ],
    .views: [
      "{C}'s views", "Views of the {c}", "What I think about {s}", "In the {c}'s own words",
    ],
    .requested: [
      "Amount requested (£)", "Total amount requested", "PP+ requested this term",
      "Pupil Premium requested",
    ],
    .above: [
      "Above termly allocation?", "Is this above the termly allocation?",
      "Is the request above allocation?",
    ],
    .aboveDetail: [
      "If yes, please give details", "Planned use of the additional funding",
      "Details of additional funding requested",
    ],
  ]

  static let rare: [Field: [String]] = [
    .meeting: ["When did we meet?", "This PEP was held on", "Day on which the meeting took place"],
    .nextMeeting: [
      "When shall we meet again?", "Our next PEP will be on", "Follow-up PEP planned for",
    ],
    .nextReview: ["The IRO's next review will be on"],
    .changes: [
      "What is different since we last met?", "Anything new at home or in {s} since last time?",
      "Update since the previous plan",
    ],
    .attendance: [
      "How often have I been in {s} (%)", "Attendance so far (as a percentage)",
      "Register figure to date", "Share of sessions the {c} was present",
    ],
    .exclusions: [
      "How many times has the {c} been sent home?", "Exclusions (fixed) this term – how many?",
      "Tally of suspensions",
    ],
    .onTrack: [
      "Will the {c} get where we expect by the end of the key stage?",
      "Is attainment where it ought to be?",
    ],
    .acceptable: ["Are we happy with the progress made?", "Is the rate of progress good enough?"],
    .evidence: ["How do we know (if so)?", "What shows this progress?"],
    .measures: [
      "If we are not happy, what are we doing about it?", "What has been done to help catch up?",
    ],
    .sen: [
      "Level of special need", "Where on the SEND register is the {c}?",
      "Does the {c} have special educational needs?",
    ],
    .senFunding: ["What does the SEND money pay for?", "Spending of the SEN budget on this {c}"],
    .views: [
      "How I feel about my learning", "Message from the {c}", "What the {c} would like us to know",
    ],
    .legalStatus: ["Under what order is the {c} looked after?"],
    .parental: ["Adults who hold PR for the {c}"],
    .aboveDetail: ["Why more than the usual sum is needed"],
    .above: ["Do you need more than the usual termly sum?"],
  ]

  /// What a form adds in small letters to its question.
  static let hints: [Field: String] = [
    .attendance: "(from the school’s register)", .changes: "(write ‘None’ if there have been none)",
    .exclusions: "(write ‘None’ if there have been none)", .sen: "(delete as appropriate)",
    .views: "(in the child’s own words)", .evidence: "(include dates and scores)",
    .nextMeeting: "(within six months)",
  ]

  static let targetHeads: [Column: [String]] = [
    .target: ["Target", "SMART target", "What do we want to achieve?", "Outcome", "Objective"],
    .action: ["Action", "Actions to be taken", "How will we do it?", "Strategies"],
    .who: ["Who", "By whom", "Person responsible", "Lead"],
    .byWhen: ["By when", "Timescale", "Review by", "Target date"],
  ]
  static let spendHeads: [Column: [String]] = [
    .intervention: [
      "Intervention", "Proposed spend", "What will the money be spent on?", "Planned use",
    ], .cost: ["Cost (£)", "Cost", "Amount £", "Total cost"],
    .target: ["Linked to which target?", "Target it supports", "PEP target"],
    .impact: ["Expected impact", "Intended outcome", "Impact"],
  ]

  /// Section headings by our own key.
  static let sections: [String: [String]] = [
    "personal": ["Personal details", "About me", "Pupil details", "Child details"],
    "care": ["Care information", "Social care information", "Placement details"],
    "meeting": ["Meeting details", "The meeting", "People involved in this plan and meeting"],
    "progress": ["Academic progress", "Progress", "How am I doing?", "Progress and attainment"],
    "attendance": ["Attendance", "School attendance", "Attendance and punctuality"],
    "exclusions": ["Exclusions", "Suspensions and exclusions", "Behaviour and exclusions"],
    "changes": ["Changes", "Significant changes", "What has changed?"],
    "sen": ["SEND", "Special educational needs", "Additional needs"],
    "views": ["My views", "Pupil voice", "Voice of the child", "My views, wishes and feelings"],
    "targets": ["Targets", "SMART targets", "Next steps", "Action plan"],
    "premium": [
      "Pupil Premium Plus", "Pupil Premium", "Use of the Pupil Premium Plus",
      "Pupil Premium funding",
    ], "last": ["Review of previous targets", "Review of last PEP targets"],
  ]

  static func subject(_ phase: Phase, _ dice: inout Dice) -> (String, String) {
    switch phase {
    case .earlyYears: ("child", dice.pick(["nursery", "setting"]))
    case .keyStages: (dice.pick(["pupil", "child", "young person", "student"]), "school")
    case .post16: (dice.pick(["young person", "student"]), "college")
    }
  }
}
