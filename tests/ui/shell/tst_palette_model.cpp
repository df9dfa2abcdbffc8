#include "tests/ui/no_warnings.h"
#include "ui/shell/palette_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;

namespace {

struct Fixture
{
    PaletteModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QStringList ran;

    void fill(std::initializer_list<const char *> commands, std::initializer_list<const char *> others)
    {
        std::vector<PaletteEntry> entries;
        for (const auto texts : {&commands, &others}) {
            for (const char *text : *texts) {
                PaletteEntry &entry = entries.emplace_back();
                entry.id = entry.text = QString::fromLatin1(text);
                entry.isCommand = texts == &commands;
                entry.run = [this, id = entry.id] { ran << id; };
            }
        }
        entries.back().reason = QStringLiteral("Because");
        model.setEntries(std::move(entries));
    }
    QStringList shown() const
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.index(row).data().toString();
        return texts;
    }
    static QStringList list(const char *texts) { return QString::fromLatin1(texts).split(QLatin1Char(',')); }
};

} // namespace

class TestPaletteModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void anEmptyOneHasNothing()
    {
        Fixture f;
        QCOMPARE(f.model.rowCount(), 0);
        f.model.setTyped(QStringLiteral("a"));
        QCOMPARE(f.model.rowCount(), 0);
        QVERIFY(!f.model.run(0));
        QVERIFY(!f.model.entry(-1));
    }

    void untypedListsCommandsAndWhatWasUsedLastFirst()
    {
        Fixture f;
        f.fill({"one", "two", "three"}, {"bed", "fridge"});
        QCOMPARE(f.shown(), Fixture::list("one,two,three"));
        f.model.setRecent({QStringLiteral("bed"), QStringLiteral("three"), QStringLiteral("gone")});
        QCOMPARE(f.shown(), Fixture::list("bed,three,one,two"));
        QVERIFY(f.model.run(3));
        QCOMPARE(f.ran, QStringList{QStringLiteral("two")});
        QCOMPARE(f.shown(), Fixture::list("two,bed,three,one"));
    }

    void typedFindsAllAndPrefersTheBetter()
    {
        Fixture f;
        f.fill({"two", "tower"}, {"bed two", "fridge"});
        f.model.setTyped(QStringLiteral("tw"));
        QCOMPARE(f.shown().mid(0, 1), Fixture::list("two"));
        QCOMPARE(f.shown().size(), 3);
        f.model.setTyped(QStringLiteral("fr"));
        QCOMPARE(f.shown(), Fixture::list("fridge"));
    }

    void whatCannotBeRunIsNotAndSaysWhy()
    {
        Fixture f;
        f.fill({"one"}, {"two"});
        f.model.setTyped(QStringLiteral("two"));
        QVERIFY(!f.model.run(0));
        QVERIFY(f.ran.isEmpty() && f.model.recent().isEmpty());
        QCOMPARE(f.model.index(0).data(PaletteModel::ReasonRole).toString(), QStringLiteral("Because"));
        QVERIFY(f.model.index(0).data(Qt::AccessibleTextRole).toString().contains(QLatin1String("Because")));
    }

    void muchIsCutToTheBestAndRememberedBriefly()
    {
        Fixture f;
        std::vector<PaletteEntry> entries(5'000);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            entries[i].id = QString::number(i);
            entries[i].text = QStringLiteral("series %1").arg(i);
            entries[i].run = [] {};
        }
        f.model.setEntries(std::move(entries));
        QCOMPARE(f.model.rowCount(), 0);
        f.model.setTyped(QStringLiteral("series"));
        QCOMPARE(f.model.rowCount(), static_cast<int>(PaletteModel::mostShown));
        for (int i = 0; i < 30; ++i)
            QVERIFY(f.model.run(i));
        QCOMPARE(f.model.recent().size(), PaletteModel::mostRemembered);
    }
};

QTEST_GUILESS_MAIN(TestPaletteModel)
#include "tst_palette_model.moc"
