import Foundation
import MailTransport
import OfficeFixtures
import PepConfig
import PepCore
import PepStore
import Synchronization
import TestSupport
import Testing

@testable import Processing

/// Knowing that mail is being processed: outages told once, the status, the metrics.
@Suite struct WatchTests {
  private static let away = MailTransportError(
    .transient, .unreachable, operation: "connect", server: "imap.example:993")
  private let limit = Duration.seconds(1_800)

  private func moment(_ minutes: Double) -> Date {
    Date(timeIntervalSince1970: 1_790_000_000 + minutes * 60)
  }

  @Test func `an outage is told once, and once when it is over`() {
    var outages = Outages()
    outages.failed(.mailbox, why: "gone", at: moment(0))
    #expect(outages.due(at: moment(29), limit: limit).isEmpty)
    outages.failed(.mailbox, why: "still gone", at: moment(30))
    let due = outages.due(at: moment(30), limit: limit)
    #expect(due == [.away(.mailbox, since: moment(0), why: "still gone")])
    // It could not be told yet.
    #expect(outages.due(at: moment(31), limit: limit) == due)
    outages.told(due)
    outages.failed(.mailbox, why: "gone", at: moment(90))
    #expect(outages.due(at: moment(600), limit: limit).isEmpty)
    outages.answered(.mailbox, at: moment(601), limit: limit)
    let back = Outages.Alert.back(.mailbox, since: moment(0), until: moment(601))
    #expect(outages.due(at: moment(601), limit: limit) == [back])
    outages.told([back])
    outages.answered(.mailbox, at: moment(602), limit: limit)
    #expect(outages.due(at: moment(700), limit: limit).isEmpty)
    // The next outage is one of its own.
    outages.failed(.mailbox, why: "gone", at: moment(800))
    #expect(outages.due(at: moment(831), limit: limit).count == 1)
  }

  @Test func `a short outage is told to nobody, a long one that could not be told, when over`() {
    var outages = Outages()
    outages.failed(.submission, why: "gone", at: moment(0))
    outages.answered(.submission, at: moment(20), limit: limit)
    #expect(outages.due(at: moment(100), limit: limit).isEmpty)
    outages.failed(.submission, why: "gone", at: moment(200))
    outages.answered(.submission, at: moment(260), limit: limit)
    #expect(
      outages.due(at: moment(261), limit: limit)
        == [.back(.submission, since: moment(200), until: moment(260))])
  }

  @Test func `a secret's end is told 30, 14, 7 and 1 days before, once each, then daily`() {
    var outages = Outages()
    var told: [Int] = []
    for days in (-2...40).reversed() {
      for _ in 0..<3 {
        outages.secretEnds(on: "2027-01-31", inDays: days)
        let due = outages.due(at: moment(0), limit: limit)
        outages.told(due)
        for case .secretEnds(let days, _) in due { told.append(days) }
      }
    }
    #expect(told == [30, 14, 7, 1, 0, -1, -2])
    // A new secret begins anew.
    outages.secretEnds(on: "2029-01-31", inDays: 14)
    #expect(outages.due(at: moment(0), limit: limit).count == 1)
  }

  private func attend(
    _ watch: Watch, _ house: House, _ settings: Settings, _ sender: any MailSender,
    probe: @escaping @Sendable () async throws -> Void = {}
  ) async { await watch.attend(settings, house.store, sender, probe: probe) }

  @Test func `the mailbox's outage goes out by letter, once, also over a restart`() async throws {
    let house = try await House()
    var settings = house.settings
    settings.monitoring.alertTo = ["it@somerset.example", "head@somerset.example"]
    let sender = RecordingSender()
    for part in 0..<2 {
      let watch = Watch(stateFolder: settings.stateFolder, clock: house.time.clock)
      for _ in 0..<8 {
        watch.mailboxFailed(Self.away)
        await attend(watch, house, settings, sender)
        house.time.pass(minutes: 10)
      }
      #expect(await sender.letters.count == 2, "restart \(part)")
    }
    let letter = String(decoding: await sender.letters[0].mail, as: UTF8.self)
    #expect(letter.contains("Subject: pepd: the mailbox is away\r\n"))
    #expect(letter.contains("Auto-Submitted: auto-generated"))
    #expect(letter.contains("imap.example:993"))
    let watch = Watch(stateFolder: settings.stateFolder, clock: house.time.clock)
    for _ in 0..<3 {
      watch.mailboxAnswered(settings)
      await attend(watch, house, settings, sender)
    }
    let letters = await sender.letters
    #expect(letters.count == 4 && letters.map(\.to).suffix(2) == settings.monitoring.alertTo[...])
    #expect(String(decoding: letters[3].mail, as: UTF8.self).contains("is back"))
  }

  @Test func `an outage of the server for sending is told when it is over`() async throws {
    let house = try await House()
    var settings = house.settings
    settings.monitoring.alertTo = ["it@somerset.example"]
    let watch = Watch(stateFolder: settings.stateFolder, clock: house.time.clock)
    let gone = RecordingSender { _ in
      .temporary(SendFailure(stage: .connect, reply: nil, reason: "no route"))
    }
    for _ in 0..<6 {
      await attend(watch, house, settings, gone) { throw Self.away }
      house.time.pass(minutes: 10)
    }
    #expect(watch.pulse.outages.submission != nil)
    #expect(
      Health.problems(watch.pulse, settings, at: house.time.now).contains {
        $0.hasPrefix("The server for outgoing mail is away since")
      } == false, "no round was finished, which is told first")
    let back = RecordingSender()
    await attend(watch, house, settings, back)
    await attend(watch, house, settings, back)
    #expect(await back.letters.count == 1)
    #expect(
      String(decoding: await back.letters[0].mail, as: UTF8.self)
        .contains("Subject: pepd: the server for outgoing mail is back"))
  }

  @Test func `the end of a secret is told by letter and in the log, once at each step`()
    async throws
  {
    let house = try await House()
    let file = house.folder.appending(path: "pepd.yaml").path
    let section = """

      microsoft365:
        {tenant: t, client_id: c, client_secret_file: secret, secret_ends_on: \(house.time.clock.today.adding(days: 31))}
      """
    try (String(contentsOfFile: file, encoding: .utf8) + section)
      .write(toFile: file, atomically: false, encoding: .utf8)
    var settings = try Settings.read(file: file)
    settings.monitoring.alertTo = ["it@somerset.example"]
    let sender = RecordingSender()
    let log = Counter()
    for _ in 0..<32 {
      // A restart each day.
      let watch = Watch(stateFolder: settings.stateFolder, clock: house.time.clock)
      for _ in 0..<2 {
        await watch.attend(
          settings, house.store, sender, probe: {}, log: { _ in log.add() })
      }
      house.time.pass(minutes: 1_440)
    }
    let letters = await sender.letters.map { String(decoding: $0.mail, as: UTF8.self) }
    let days = letters.compactMap { $0.firstMatch(of: /ends in (-?[0-9]+) day/)?.1 }
    #expect(days == ["30", "14", "7", "1", "0"] && log.count == 5, "\(days)")
    #expect(letters[0].contains("secret_ends_on"))
  }

  @Test(arguments: [0.0, 0.5, 1.0])
  func `a refused login is tried 20 times on the first day at most, and 12 on every other`(
    dice: Double
  ) {
    var waits = Patience().afterRefusedLogin
    var tries: [Int] = [0, 0, 0]
    var now = Duration.zero
    while now < .seconds(3 * 86_400) {
      tries[Int(now / .seconds(86_400))] += 1
      now += waits.wait(random: dice)
    }
    #expect(tries[0] <= 20 && tries[1] <= 12 && tries[2] <= 12, "\(tries)")
    #expect(tries[2] >= 5, "it is not given up")
  }

  @Test func `a wrong password is tried ever more seldom, by letters and without`() async throws {
    let house = try await House()
    let watch = Watch(stateFolder: house.settings.stateFolder, clock: house.time.clock)
    let tries = Counter()
    let refusal = MailTransportError(.setUp, .loginRefused, operation: "log in", server: "smtp")
    // A round a minute, each with a letter that would leave if it might.
    func minutes(_ count: Int) async {
      for _ in 0..<count {
        await attend(watch, house, house.settings, ForbiddenSender()) {
          tries.add()
          throw refusal
        }
        if watch.maySend {
          tries.add()
          watch.submission(.accountProblem(refusal), house.settings)
        }
        house.time.pass(minutes: 1)
      }
    }
    await minutes(1_440)
    #expect((8...20).contains(tries.count), "on the first day: \(tries.count)")
    let first = tries.count
    await minutes(1_440)
    #expect(tries.count - first <= 12, "on the second")
    watch.triesAnew()
    #expect(watch.maySend)
  }

  @Test func `the pulse follows a round`() async throws {
    let house = try await House()
    let watch = Watch(stateFolder: house.settings.stateFolder, clock: house.time.clock)
    await house.send(house.form(0), about: 0, id: "one")
    let arrived = house.time.now
    house.time.pass(minutes: 30)
    try await house.round(
      sender: RecordingSender(),
      tell: { progress in
        watch.heard(progress)
        if case .found = progress {
          #expect(watch.pulse.unprocessed == 1 && watch.pulse.oldestUnprocessed == arrived)
        }
      })
    let pulse = watch.pulse
    #expect(pulse.lastRound == house.time.now && pulse.lastMessage == house.time.now)
    #expect(pulse.unprocessed == 0 && pulse.oldestUnprocessed == nil && pulse.registered == 1)
    #expect(Health.problems(pulse, house.settings, at: house.time.now).isEmpty)
  }

  @Test func `what an administrator must know is a problem, and nothing else`() async throws {
    let settings = try await House().settings
    var pulse = Pulse()
    func problems(_ minutes: Double) -> [String] {
      Health.problems(pulse, settings, at: moment(minutes))
    }
    #expect(Health.problems(nil, settings)[0].hasPrefix("No round has been finished yet"))
    pulse.lastRound = moment(0)
    #expect(problems(39).isEmpty)
    #expect(problems(41)[0].hasPrefix("Nothing was done since"))
    pulse.lastMessage = moment(30)
    #expect(problems(41).isEmpty, "a long round at work")
    pulse.outages.failed(.mailbox, why: "gone", at: moment(5))
    #expect(problems(34).isEmpty)
    #expect(problems(36) == ["The mailbox is away since \(Clock.words(moment(5))): gone."])
    pulse.outages.answered(.mailbox, at: moment(37), limit: limit)
    pulse.unprocessed = 2
    pulse.oldestUnprocessed = moment(5)
    #expect(problems(38) == ["A message waits since \(Clock.words(moment(5)))."])
  }

  @Test func `the metrics are Prometheus' text, replaced whole, without labels of people`()
    async throws
  {
    let house = try await House()
    var settings = house.settings
    let file = house.folder.appending(path: "pepd.prom").path
    settings.monitoring.metricsFile = file
    let watch = Watch(stateFolder: settings.stateFolder, clock: house.time.clock)
    await house.send(house.form(0), about: 0, id: "one")
    try await house.round(sender: RecordingSender(), tell: { watch.heard($0) })
    await attend(watch, house, settings, ForbiddenSender())
    let text = String(
      decoding: try #require(FileManager.default.contents(atPath: file)), as: UTF8.self)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o644)
    #expect(!FileManager.default.fileExists(atPath: file + ".new"))
    var types: Set<String> = []
    for line in text.split(separator: "\n") {
      if let match = line.wholeMatch(of: /# TYPE (pepd_[a-z_]+) (gauge|counter)/) {
        #expect(types.insert(String(match.1)).inserted, "a family stands twice")
        #expect((match.2 == "counter") == match.1.hasSuffix("_total"))
      } else if !line.hasPrefix("# HELP pepd_") {
        let match = line.wholeMatch(of: /(pepd_[a-z_]+)(\{(state|outcome)="[a-z]+"\})? [0-9]+/)
        #expect(match.map { types.contains(String($0.1)) } == true, "\(line)")
      }
    }
    let seconds = Int(house.time.now.timeIntervalSince1970)
    for line in [
      "pepd_last_round_timestamp_seconds \(seconds)", "pepd_mailbox_up 1",
      "pepd_messages_total{outcome=\"registered\"} 1", "pepd_letters{state=\"queued\"} 0",
      "pepd_letters_sent_total 1",
    ] {
      #expect(text.contains(line + "\n"), "\(line) is missing in \(text)")
    }
    for word in house.office.personalData { #expect(!text.contains(word)) }
  }
}

/// Counts from anywhere.
private final class Counter: Sendable {
  private let value = Mutex(0)
  var count: Int { value.withLock { $0 } }
  func add() { value.withLock { $0 += 1 } }
}
