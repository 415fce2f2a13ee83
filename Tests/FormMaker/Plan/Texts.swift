/// What schools and children write. `{n}` is the forename in use, `{d}` a number.
enum Texts {
  static func fill(_ text: String, _ child: Child, _ dice: inout Dice) -> String {
    let name = child.knownAs.isEmpty ? child.forename : child.knownAs
    return text.replacing("{n}", with: name).replacing("{d}", with: String(dice.within(2...9)))
  }

  static let legal = [
    "Full care order (C2)", "Interim care order", "Section 20", "S20 accommodated", "C1", "V2",
    "Full Care Order - Section 31", "Placement order", "Accommodated under section 20 (V2)",
  ]
  static let parental = [
    "The local authority shares it with mum", "Mrs T Bowditch (birth mother)",
    "Local authority and both birth parents",
    "Grandmother, Mrs E Pargeter, under a special guardianship order that is being discharged",
    "Birth father – Mr J Sallis; the council", "Mother: Ms K Underhay. Father: none.",
  ]
  static let changes = [
    "None", "None.", "No",
    "{n} moved to a new foster home in the second week of September and is settling well.",
    "New social worker since half term. No change of school.",
    "{n} has changed tutor group; the timetable now has {d} lessons of English each week.",
    "Contact with the younger brother has begun again, every other Saturday.",
    "There is a new key adult, as the last one has left the school.", "Nil",
    "Placement has become long term. The carers are delighted, and so is {n}.",
  ]
  static let who = [
    "Class teacher", "DT", "Mrs Oakes", "TA and carer", "Head of Year", "Mr Pallister (SENCo)",
    "Form tutor", "Key adult",
  ]
  static let byWhen = [
    "Christmas", "End of term", "12/02/2027", "Feb half term", "Next PEP", "18 December", "Ongoing",
    "January 2027",
  ]
  static let senFunding = [
    "{d} hours a week of teaching assistant time and a weekly session with the speech therapist.",
    "Notional budget pays for the nurture room each morning; element 3 pays for a key worker.",
    "Used for a precision-teaching group and a reader pen.",
    "Top-up money provides 1:1 support in core lessons and at unstructured times.",
  ]
  static let aboveDetail = [
    "A block of equine sessions that the psychologist has recommended, and transport to them.",
    "Tuition five mornings a week while the timetable is built up, to the end of term.",
    "The laptop and software come on top of mentoring because both are needed before the mocks.",
  ]

  static func evidence(_ phase: Phase) -> [String] {
    switch phase {
    case .earlyYears:
      [
        "{n} has moved on a full band in talking and listening since the summer and now joins two ideas in a sentence.",
        "The tracker shows good steps in all prime areas; {n} plays beside others and has begun to share.",
      ]
    case .keyStages:
      [
        "Reading has gone up by {d} months since July and {n} is secure in the four operations.",
        "Teacher assessment puts {n} at the expected standard in writing and above it in maths. Books show real pride.",
        "Seven of nine subjects are on or above the flight path. The report of October says “a pleasure to teach”.",
        "{n}’s scaled score rose from 9{d} to 101; phonics screening passed at the second try.",
      ]
    case .post16:
      [
        "Merit grades in {d} units so far, and the resit of English moved from a 3 to a 4.",
        "Coursework is up to date and the work placement reports well of {n}.",
      ]
    }
  }

  static func measures(_ phase: Phase) -> [String] {
    switch phase {
    case .earlyYears:
      [
        "A daily language group, and the health visitor has been asked for a hearing test.",
        "{n} now has a key person at the door each morning and a visual timetable.",
      ]
    case .keyStages:
      [
        "Daily reading with an adult, {d} sessions of number work a week, and a place at homework club.",
        "Tutor booked for maths from next week; seating plan changed; report card reviewed each Friday by the head of year.",
        "We have moved {n} to a smaller set and meet the carer every fortnight. It is too early to see a change.",
      ]
    case .post16:
      [
        "Weekly one-to-one with the progress coach and extra time in the workshop.",
        "Attendance contract signed; the tutor rings each Monday.",
      ]
    }
  }

  static func views(_ phase: Phase) -> [String] {
    switch phase {
    case .earlyYears:
      [
        "{n} likes the sand tray and says “more diggers!”",
        "Points to the picture of the garden and smiles. Does not like the hand dryer.",
      ]
    case .keyStages:
      [
        "I like art and PE. Maths is OK when Miss sits near me. I would like to be in the school play.",
        "“It’s fine. The canteen is too loud. I want to be a vet and have {d} dogs.”",
        "School is better than last year because I’ve got mates in my form now. I’d change the uniform.",
        "I don’t want people to come and take me out of lessons. I am proud of my swimming badge.",
      ]
    case .post16:
      [
        "The course is good and I want to finish it. Buses are a pain.",
        "I’d like help with my driving theory and with writing a CV.",
      ]
    }
  }

  static func targets(_ phase: Phase) -> [(target: String, action: String)] {
    let base = [
      (
        "To hand in all homework on time for six weeks",
        "Homework club on Tuesdays; planner signed by the carer"
      ),
      ("To join a lunchtime club", "Visit three clubs with a friend and choose one"),
      (
        "To ask for help before leaving the room",
        "Help card on the desk; praise each time it is used"
      ),
    ]
    switch phase {
    case .earlyYears:
      return [
        ("To use three-word phrases at snack time", "Model phrases every day; choosing board"),
        ("To take turns in a group of three", "Board games with the key person"),
        ("To put on a coat without help", "Practise before garden time; backward chaining"),
      ]
    case .keyStages:
      return base + [
        ("To read 90 words a minute by spring", "Paired reading four times a week"),
        ("To know the times tables to 12", "Ten minutes of practice daily at home and school"),
        (
          "To raise the English mock from grade 3 to grade 4",
          "Booster group on Thursdays, past papers at home"
        ),
      ]
    case .post16:
      return base + [
        ("To pass functional skills maths at level 1", "Resit class each Wednesday"),
        ("To finish unit 4 of the course", "Two catch-up afternoons in the studio"),
      ]
    }
  }

  struct Item { var what: String, cost: Int, target: String, impact: String }
  static func interventions(_ phase: Phase) -> [Item] {
    switch phase {
    case .earlyYears:
      [
        Item(
          what: "Speech and language sessions", cost: 180, target: "Talking",
          impact: "Clearer speech"),
        Item(
          what: "Sensory play kit", cost: 65, target: "Taking turns",
          impact: "Longer play with others"),
      ]
    default:
      [
        Item(
          what: "One-to-one maths tuition, ten weeks", cost: 400, target: "Times tables",
          impact: "Half a grade of progress"),
        Item(
          what: "Drum lessons", cost: 150, target: "Confidence",
          impact: "Plays in the winter concert"),
        Item(
          what: "Reading programme licence", cost: 95, target: "Reading speed",
          impact: "Reading age up by six months"),
        Item(
          what: "Mentor, an hour a week", cost: 280, target: "Asking for help",
          impact: "Fewer exits from class"),
        Item(
          what: "Revision guides and a desk lamp", cost: 42, target: "Homework",
          impact: "A place to work at home"),
      ]
    }
  }
}
