#include "core/attention/grant_book.h"

#include <QTest>

using namespace watchglass;
using watchglass::attention::GrantBook;

namespace {

Grant grant(const QString &device, const QString &attribute, Delivery delivery)
{
    Grant made;
    made.device = device;
    made.attribute = attribute;
    made.delivery = delivery;
    return made;
}

const QString source = QStringLiteral("plant");
const QString bed = QStringLiteral("bed");
const QString imu = QStringLiteral("imu.x");
const SeriesKey key{source, bed, QStringLiteral("imu"), QStringLiteral("x")};
const SeriesKey sibling{source, bed, QStringLiteral("battery"), {}};

} // namespace

class TestGrantBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void theNarrowestGrantHolds()
    {
        GrantBook book;
        QVERIFY(!book.find(key));
        book.apply(source, grant({}, {}, Delivery::Withheld));
        QCOMPARE(book.find(key)->delivery, Delivery::Withheld);
        book.apply(source, grant(bed, {}, Delivery::Thinned));
        book.apply(source, grant(bed, imu, Delivery::Whole));
        QCOMPARE(book.find(key)->delivery, Delivery::Whole);
        QCOMPARE(book.find(sibling)->delivery, Delivery::Thinned);
        QVERIFY(!book.find({QStringLiteral("other"), bed, QStringLiteral("imu"), {}}));
    }

    void aGrantForADeviceEndsThoseForItsAttributes()
    {
        GrantBook book;
        book.apply(source, grant(bed, imu, Delivery::Whole));
        book.apply(source, grant(QStringLiteral("door"), {}, Delivery::Whole));
        book.apply(source, grant(bed, {}, Delivery::Batched));
        QCOMPARE(book.find(key)->delivery, Delivery::Batched);
        book.apply(source, grant({}, {}, Delivery::Withheld)); // says nothing of devices that have their own
        QCOMPARE(book.find(key)->delivery, Delivery::Batched);
        QCOMPARE(book.find({source, QStringLiteral("door"), QStringLiteral("open"), {}})->delivery, Delivery::Whole);
        book.removeSource(source);
        QVERIFY(!book.find(key));
    }
};

QTEST_GUILESS_MAIN(TestGrantBook)
#include "tst_grant_book.moc"
