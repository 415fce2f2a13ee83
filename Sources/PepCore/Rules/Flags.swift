/// What the Advisory Teacher should see at once. Facts, never a judgement.
struct Flags {
  private(set) var all: [String] = []

  init(_ plan: PlanSubmission, _ mail: Mail) {
    let values = plan.values
    if case .number(let pounds) = values[.premiumRequested], pounds > plan.child.termlyAllocation {
      all.append(
        "Pupil Premium requested is above the termly allocation of £\(Int(plan.child.termlyAllocation))"
      )
      if values[.premiumAboveAllocation] == .bool(false) {
        all.append("The form says that the request is not above the termly allocation")
      }
    } else if values[.premiumAboveAllocation] == .bool(true) {
      all.append("The form says that the request is above the termly allocation")
    }
    if plan.isRequestUncertain {
      all.append("What is requested of Pupil Premium cannot be read for certain; see the form")
    }
    if case .number(let percent) = values[.attendancePercentage],
      percent < mail.policy.attendanceFlag
    {
      all.append("Attendance below \(Int(mail.policy.attendanceFlag))%")
    }
    if case .number(let count) = values[.suspensionCount], count > 0 {
      all.append("Suspensions since the last PEP")
    }
    if values[.permanentlyExcluded] == .bool(true) { all.append("Permanently excluded") }
    if values[.onTrack] == .bool(false), values[.acceptableProgress] == .bool(false) {
      all.append("Both progress questions answered NO")
    }
    if let before = Self.earlier(.senStatus, plan, mail), let now = values[.senStatus],
      before != now
    {
      all.append("SEND status has changed")
    }
    if case .text(let name) = values[.schoolName], let urn = plan.child.schoolURN,
      let school = mail.register.schools[urn], Wording.key(name) != Wording.key(school.name)
    {
      all.append("The form names another school than the roster")
    }
  }

  /// The value of the latest earlier PEP.
  private static func earlier(_ field: FieldName, _ plan: PlanSubmission, _ mail: Mail)
    -> FieldValue?
  {
    mail.register.plans.filter { $0.key.child == plan.key.child && $0.key.term < plan.key.term }
      .max { $0.key < $1.key }?.value.fields[field]?.value
  }
}
