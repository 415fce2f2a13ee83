extension RegisterChange {
  /// The child that it is about; nil where it is about none, or goes on with something by reference.
  package var child: String? {
    switch self {
    case .childListed(let child): child.id
    case .documentFiled(let key, _), .fieldRecorded(let key, _, _), .gapsFound(let key, _, _),
      .planReceived(let key, _), .meetingBooked(let key, _), .meetingCancelled(let key),
      .reminded(let key, _, _), .reminderClosed(let key, _), .planChecked(let key, _),
      .planFinalised(let key, _), .finalisingWithdrawn(let key), .requestRecorded(let key, _),
      .fundingDecided(let key, _):
      key.child
    case .chaseOpened(_, let chase): chase.plan.child
    case .queryOpened(_, let query): query.plan.child
    case .reviewOpened(_, let review): review.child
    case .paperFiled(let paper): paper.child
    case .schoolMoved(let id, _), .childHeld(let id, _), .childResumed(let id),
      .childRemoved(let id):
      id
    case .schoolListed, .staffListed, .chaseNarrowed, .chaseRepeated, .chaseHandedOver,
      .chaseClosed, .reviewClosed, .absenceNoted, .addressFailed, .queryRepeated, .queryAnswered,
      .queryHandedOver, .queryClosed, .dayBegun, .monitored, .sampled, .schoolRemoved,
      .staffRemoved, .oldFormNoted, .oldFormSettled, .addressCleared:
      nil
    }
  }

  /// The question or review that it opens or goes on with.
  package var reference: String? {
    switch self {
    case .chaseOpened(let reference, _), .chaseNarrowed(let reference, _),
      .chaseRepeated(let reference, _, _), .chaseHandedOver(let reference),
      .chaseClosed(let reference), .reviewOpened(let reference, _), .reviewClosed(let reference),
      .queryOpened(let reference, _), .queryRepeated(let reference, _, _),
      .queryAnswered(let reference, _), .queryHandedOver(let reference),
      .queryClosed(let reference):
      reference
    default: nil
    }
  }

  /// The document that it files.
  package var document: FiledDocument? {
    switch self {
    case .documentFiled(_, let document): document
    case .paperFiled(let paper): paper.document
    default: nil
    }
  }
}
