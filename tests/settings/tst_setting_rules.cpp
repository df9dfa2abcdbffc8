#include "core/settings/setting_rules.h"

#include <QSet>
#include <QTest>

using namespace watchglass::settings;

class TestSettingRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void everyStandardFitsItsRuleAndReachesItsField()
    {
        QSet<QString> keys;
        for (const SettingRule &rule : settingRules()) {
            QVERIFY2(!keys.contains(rule.key), qPrintable(rule.key));
            keys.insert(rule.key);
            const auto good = fitting(rule, rule.standard);
            QVERIFY2(good && *good == rule.standard, qPrintable(rule.key));
            QCOMPARE(good->metaType().id(), rule.standard.metaType().id());
            QCOMPARE(fitting(rule, rule.standard.toString()), good); // as a file gives it
            QCOMPARE(settingRule(rule.key), &rule);
        }
        QVERIFY(!settingRule(QStringLiteral("no/such")));
    }

    void aValueSetIsTheOneThatIsRead()
    {
        for (const SettingRule &rule : settingRules()) {
            QVariant other;
            if (rule.standard.metaType().id() == QMetaType::Bool)
                other = !rule.standard.toBool();
            else if (rule.key == QLatin1String("times/zone"))
                other = QStringLiteral("UTC");
            else if (rule.key == QLatin1String("recording/schedule"))
                other = QStringLiteral("Mon-Fri 06:00-14:00");
            else if (rule.standard.metaType().id() == QMetaType::QString && rule.choices.isEmpty())
                other = QStringLiteral("anything");
            else if (!rule.choices.isEmpty())
                other = rule.choices.constLast();
            else
                other = fitting(rule, rule.most).value_or(QVariant());
            Settings all;
            rule.set(all, other);
            QCOMPARE(rule.get(all), other);
            for (const SettingRule &untouched : settingRules()) {
                if (&untouched != &rule)
                    QCOMPARE(untouched.get(all), untouched.standard);
            }
        }
    }

    void onlyWhatFitsIsTaken_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char *name, const char *key, const QVariant &value, bool fits) {
            QTest::newRow(name) << QString::fromLatin1(key) << value << fits;
        };
        const auto text = [](const char *value) { return QVariant(QString::fromLatin1(value)); };
        row("least", "appearance/scale", 100, true);
        row("below", "appearance/scale", 99, false);
        row("most", "appearance/scale", 250, true);
        row("above", "appearance/scale", 251, false);
        row("number as text", "appearance/scale", text("150"), true);
        row("part of a whole", "appearance/scale", text("150.5"), false);
        row("part of a number", "attention/hoverFall", text("0.5"), true);
        row("no number", "appearance/scale", text("big"), false);
        row("empty", "appearance/scale", text(""), false);
        row("not a number", "attention/hoverFall", text("nan"), false);
        row("endless", "attention/hoverFall", text("inf"), false);
        row("a list", "appearance/scale", QStringList{QStringLiteral("1"), QStringLiteral("2")}, false);
        row("switch", "alarm/sound", text("false"), true);
        row("no switch", "alarm/sound", text("maybe"), false);
        row("choice", "appearance/theme", text("contrast"), true);
        row("no choice", "appearance/theme", text("pink"), false);
        row("zone", "times/zone", text("Europe/Berlin"), true);
        row("the computer's zone", "times/zone", text("local"), true);
        row("no zone", "times/zone", text("Europe/Atlantis"), false);
        row("an empty zone", "times/zone", text(""), false);
        row("a schedule", "recording/schedule", text("Mon-Fri 06:00-14:00"), true);
        row("a schedule by hand", "recording/schedule",
            QStringList{text("Mon 6:00-7:00").toString(), text("Tue 6:00-7:00").toString()}, true);
        row("no schedule", "recording/schedule", text("at noon"), false);
        row("a folder", "recording/folder", text("/any/where"), true);
    }
    void onlyWhatFitsIsTaken()
    {
        QFETCH(const QString, key);
        QFETCH(const QVariant, value);
        QFETCH(const bool, fits);
        QVERIFY(settingRule(key));
        QCOMPARE(fitting(*settingRule(key), value).has_value(), fits);
    }
};

QTEST_GUILESS_MAIN(TestSettingRules)
#include "tst_setting_rules.moc"
