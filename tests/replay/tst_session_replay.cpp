#include "core/replay/session_replay.h"

#include "core/protocol/source_setup.h"
#include "core/recording/session_book.h"
#include "tests/replay/lived_session.h"

#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

/// The sessions of several sources, one behind the other's back: all their frames in one file.
QString writeSession(const QString &folder, const std::vector<std::unique_ptr<test::LivedSession>> &lived)
{
    const QString name = folder + QStringLiteral("/all.wgrec");
    auto book = recording::SessionBook::create(name, {QStringLiteral("test"), lived.front()->start, {}, 1, {}, {}});
    if (!book)
        qFatal("%s", qPrintable(book.error().text));
    for (const auto &one : lived) {
        recording::SessionSource source;
        source.name = protocol::serviceName(one->address.service);
        source.service = source.name;
        source.address = protocol::addressText(one->address);
        source.tokenShape = test::hiddenToken;
        source.since = one->start;
        const recording::SourceId id = book.value()->addSource(source);
        for (const auto &[at, frame] : test::withoutSecrets(one->frames->heard))
            book.value()->addFrame(id, at, frame);
    }
    if (!book.value()->close(lived.front()->clock.now()))
        qFatal("the session cannot be closed");
    return name;
}

struct Played
{
    std::map<QString, std::unique_ptr<test::HeardSink>> sinks; ///< By the source's name.
    std::uint64_t frames = 0;
};

Played play(const recording::SessionFile &file, const QStringList &names = {})
{
    Played played;
    const auto replay =
        replay::SessionReplay::make(file, [&](const recording::SessionSource &source) -> protocol::SourceSink * {
            if (!names.isEmpty() && !names.contains(source.name))
                return nullptr;
            return played.sinks.emplace(source.name, std::make_unique<test::HeardSink>()).first->second.get();
        });
    if (!replay)
        qFatal("%s", qPrintable(replay.error().text));
    Timestamp before = Timestamp::min();
    for (auto next = replay.value()->next(); next && next.value(); next = replay.value()->next()) {
        if (*next.value() < before)
            qFatal("frames run backwards");
        before = *next.value();
        replay.value()->play();
    }
    played.frames = replay.value()->frames();
    return played;
}

} // namespace

class TestSessionReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const protocol::Service service : protocol::allServices()) {
            m_lived.push_back(std::make_unique<test::LivedSession>(service, sim::Dialect::Documented));
            m_lived.back()->live();
            m_lived.back()->server.stop();
        }
        m_name = writeSession(m_folder.path(), m_lived);
    }

    void allServicesFromOneFileAreWhatTheyWere()
    {
        const auto file = recording::SessionFile::open(m_name);
        QVERIFY(file.ok());
        const Played played = play(*file.value());
        QCOMPARE(played.sinks.size(), std::size_t(5));
        for (const auto &one : m_lived) {
            const QString name = protocol::serviceName(one->address.service);
            QVERIFY(one->sink.samples > 50);
            QVERIFY2(
                test::difference(played.sinks.at(name)->lines, one->sink.lines).isEmpty(),
                qPrintable(name + QLatin1Char(' ') + test::difference(played.sinks.at(name)->lines, one->sink.lines)));
        }
    }

    void oneSourceCanBePlayedAlone()
    {
        const auto file = recording::SessionFile::open(m_name);
        const Played all = play(*file.value());
        const Played terra = play(*file.value(), {QStringLiteral("terra")});
        QCOMPARE(terra.sinks.size(), std::size_t(1));
        QVERIFY(terra.frames < all.frames);
        QCOMPARE(terra.sinks.at(QStringLiteral("terra"))->lines, all.sinks.at(QStringLiteral("terra"))->lines);
    }

private:
    QTemporaryDir m_folder;
    QString m_name;
    std::vector<std::unique_ptr<test::LivedSession>> m_lived;
};

QTEST_GUILESS_MAIN(TestSessionReplay)
#include "tst_session_replay.moc"
