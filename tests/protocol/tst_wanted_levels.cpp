#include "core/protocol/wanted_levels.h"

#include <QTest>

using namespace watchglass;
using protocol::WantedLevels;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;

SeriesKey key(const char *device, const char *attribute, const char *source = "")
{
    return {QLatin1String(source), QLatin1String(device), QLatin1String(attribute), {}};
}

} // namespace

class TestWantedLevels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsWantedAtFirst()
    {
        const WantedLevels levels;
        QVERIFY(!levels.isAsked());
        QCOMPARE(levels.others(), high);
        QCOMPARE(levels.highest(), high);
        QCOMPARE(levels.highest(QStringLiteral("a"), {}), high);
    }

    void changesAddUp()
    {
        WantedLevels levels;
        levels.take({none, {{key("a", "x", "source"), medium}}});
        levels.take({{}, {{key("a", "y"), low}}});
        QVERIFY(levels.isAsked());
        QCOMPARE(levels.others(), none);
        const std::vector<SeriesKey> known{key("a", "x"), key("a", "y")};
        QCOMPARE(levels.highest(QStringLiteral("a"), known), medium);
        levels.take({{}, {{key("a", "x"), none}}});
        QCOMPARE(levels.highest(QStringLiteral("a"), known), low);
        QCOMPARE(levels.highest(), low);
        QCOMPARE(levels.devices(), QStringList{QStringLiteral("a")});
    }

    void othersCountForADeviceThatHasSuch()
    {
        WantedLevels levels;
        levels.take({high, {{key("a", "x"), none}}});
        const std::vector<SeriesKey> named{key("a", "x")};
        const std::vector<SeriesKey> more{key("a", "x"), key("a", "y")};
        QCOMPARE(levels.highest(QStringLiteral("a"), named), none);
        QCOMPARE(levels.highest(QStringLiteral("a"), more), high);
        QCOMPARE(levels.highest(QStringLiteral("a"), {}), high); // it may have others
        QCOMPARE(levels.highest(QStringLiteral("b"), named), high);
    }
};

QTEST_GUILESS_MAIN(TestWantedLevels)
#include "tst_wanted_levels.moc"
