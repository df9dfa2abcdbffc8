#include "core/derived/derived_book.h"

#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::derived;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'324'522'000);

SeriesKey key(const char *attribute)
{
    return {QStringLiteral("demo"), QStringLiteral("bed-3"), QString::fromLatin1(attribute), {}};
}

Definition define(const char *name, const char *formula, const store::SeriesStore *store = nullptr)
{
    Definition definition{QString::fromUtf8(name), QStringLiteral("mV"), QString::fromUtf8(formula), {}};
    const auto parsed = parseExpression(definition.formula);
    if (const auto *expression = std::get_if<Expression>(&parsed)) {
        for (const QString &input : expression->inputs) {
            const auto found = store ? findInput(*store, input) : std::nullopt;
            definition.inputs.insert(input, found.value_or(key("a")));
        }
    }
    return definition;
}

} // namespace

class TestDerivedBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksOutWhatIsThereAndWhatComes()
    {
        store::SeriesStore store;
        const auto a = store.open({key("a"), QStringLiteral("mV")});
        for (int i = 0; i < 10; ++i)
            a->append({start + i * 100ms, i * 1.0});
        DerivedBook book(store);
        QVERIFY(book.add(define("twice", "2 * 'demo/bed-3/a'", &store)).ok());
        QVERIFY(!book.advance(1s));
        const auto twice = store.find(derivedKey(QStringLiteral("twice")));
        QVERIFY(twice);
        QCOMPARE(twice->info().unit, QStringLiteral("mV"));
        QCOMPARE(twice->count(), std::uint64_t(10));
        QCOMPARE(twice->last()->value, 18.0);
        a->append({start + 1s, 50.0});
        book.advance(1s);
        QCOMPARE(twice->count(), std::uint64_t(11));
        QCOMPARE(twice->last()->value, 100.0);
        QVERIFY(twice->last()->time == start + 1s);
    }

    void waitsForItsInputs()
    {
        store::SeriesStore store;
        DerivedBook book(store);
        QVERIFY(book.add(define("later", "'demo/bed-3/a' + 1")).ok());
        book.advance(1s);
        QVERIFY(!store.find(derivedKey(QStringLiteral("later"))));
        store.open({key("a"), {}})->append({start, 1.0});
        book.advance(1s);
        QCOMPARE(store.find(derivedKey(QStringLiteral("later")))->last()->value, 2.0);
    }

    void seriesMayStandOnDerivedOnes()
    {
        store::SeriesStore store;
        const auto a = store.open({key("a"), {}});
        DerivedBook book(store);
        QVERIFY(book.add(define("one", "'demo/bed-3/a' + 1")).ok());
        Definition two = define("two", "'derived/derived/one' * 10");
        two.inputs[QStringLiteral("derived/derived/one")] = derivedKey(QStringLiteral("one"));
        QVERIFY(book.add(two).ok());
        a->append({start, 1.0});
        a->append({start + 1s, 2.0});
        book.advance(1s);
        book.advance(1s);
        QCOMPARE(store.find(derivedKey(QStringLiteral("two")))->last()->value, 30.0);
    }

    void gapsOfInputsAreGapsOfIt()
    {
        store::SeriesStore store;
        const auto a = store.open({key("a"), {}});
        for (int i = 0; i < 50; ++i)
            a->append({start + i * 100ms, 1.0});
        a->addGap({{start + 4900ms, start + 20s}, GapCause::LinkLost});
        for (int i = 0; i < 50; ++i)
            a->append({start + 20s + i * 100ms, 1.0});
        DerivedBook book(store);
        QVERIFY(book.add(define("same", "'demo/bed-3/a'", &store)).ok());
        book.advance(1s);
        const auto gaps = store.find(derivedKey(QStringLiteral("same")))->view({start, start + 60s}, 10).gaps;
        QCOMPARE(gaps.size(), std::size_t(1));
        QVERIFY(gaps.front().cause == GapCause::LinkLost);
    }

    void missingValuesTakeNoRoom()
    {
        store::SeriesStore store;
        const auto a = store.open({key("a"), {}});
        for (int i = 0; i < 100; ++i)
            a->append({start + i * 100ms, i < 50 ? 1.0 : -1.0});
        DerivedBook book(store);
        QVERIFY(book.add(define("root", "sqrt('demo/bed-3/a')", &store)).ok());
        book.advance(1s);
        const auto root = store.find(derivedKey(QStringLiteral("root")));
        QCOMPARE(root->count(), std::uint64_t(51));
        QVERIFY(std::isnan(root->last()->value));
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("formula");
        QTest::newRow("no name") << QByteArray(" ") << QByteArray("'a'");
        QTest::newRow("taken") << QByteArray("taken") << QByteArray("'a'");
        QTest::newRow("no formula") << QByteArray("x") << QByteArray("");
        QTest::newRow("broken") << QByteArray("x") << QByteArray("'a' +");
    }

    void refusesWhatCannotBe()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, formula);
        store::SeriesStore store;
        DerivedBook book(store);
        QVERIFY(book.add(define("taken", "'a'")).ok());
        const auto added = book.add(define(name.constData(), formula.constData()));
        QVERIFY(!added.ok());
        QVERIFY(!added.error().text.isEmpty());
        QCOMPARE(book.definitions().size(), std::size_t(1));
    }

    void refusesUnknownInputsAndItself()
    {
        store::SeriesStore store;
        DerivedBook book(store);
        Definition unknown = define("x", "'a'");
        unknown.inputs.clear();
        QVERIFY(!book.add(unknown).ok());
        Definition itself = define("x", "'derived/derived/x'");
        itself.inputs[QStringLiteral("derived/derived/x")] = derivedKey(QStringLiteral("x"));
        QVERIFY(!book.add(itself).ok());
    }

    void removedOnesAreForgotten()
    {
        store::SeriesStore store;
        store.open({key("a"), {}})->append({start, 1.0});
        DerivedBook book(store);
        QVERIFY(book.add(define("one", "'a'")).ok());
        QVERIFY(book.add(define("two", "'a' + 'a'")).ok());
        book.advance(1s);
        QVERIFY(book.remove(QStringLiteral("one")));
        QVERIFY(!book.remove(QStringLiteral("one")));
        book.advance(1s);
        QVERIFY(!store.find(derivedKey(QStringLiteral("one"))));
        QCOMPARE(store.find(derivedKey(QStringLiteral("two")))->last()->value, 2.0);
    }

    void definitionsSurviveWriting()
    {
        store::SeriesStore store;
        DerivedBook book(store);
        QVERIFY(book.add(define("one", "'a'")).ok());
        QVERIFY(book.add(define("zwei µ", "rate('it''s') + 'b'")).ok());
        DerivedBook other(store);
        QVERIFY(other.load(book.toJson()).ok());
        QVERIFY(other.definitions() == book.definitions());
        QCOMPARE(other.inputs(), QList{key("a")});
    }

    void brokenFilesAreSurvived()
    {
        store::SeriesStore store;
        DerivedBook book(store);
        QVERIFY(!book.load("{ no json").ok());
        QVERIFY(!book.load("").ok());
        QVERIFY(book.load("{}").ok());
        const auto half = book.load(R"({"derived":[{"name":"good","formula":"'a'","inputs":{"a":["s","d","a",""]}},
                                                   {"name":"bad","formula":"'a"}, 5]})");
        QVERIFY2(!half.ok() && half.error().text.contains(QStringLiteral("bad")), "it says which");
        QVERIFY(book.contains(QStringLiteral("good")));
        QCOMPARE(book.definitions().size(), std::size_t(1));
    }

    void aLongHistoryHoldsUpNobody()
    {
        store::SeriesStore store;
        const auto a = store.open({key("a"), {}});
        for (int i = 0; i < 50'000; ++i)
            a->append({start + i * 1ms, 1.0});
        DerivedBook book(store);
        QVERIFY(book.add(define("sum", "'a' + 1")).ok());
        QVERIFY2(book.advance(Duration(1)), "there is more to do");
        const auto sum = store.find(derivedKey(QStringLiteral("sum")));
        QVERIFY(sum->count() < 1000);
        while (book.advance(1s)) {
        }
        QCOMPARE(sum->count(), std::uint64_t(50'000));
    }
};

QTEST_GUILESS_MAIN(TestDerivedBook)
#include "tst_derived_book.moc"
