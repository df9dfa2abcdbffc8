#include "tests/ingest/fault_trial.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::test;

namespace {

const Trait traits[] = {{.service = protocol::Service::Terra, .givesAgain = true, .keepsPlace = true}};

std::vector<Fault> faultsOf(const Trait &)
{
    std::vector<Fault> all = commonFaults();
    for (Fault &fault : all) // damage is seen, and asked for again; what is left out whole cannot be: numbers have gaps
        fault.mayLose = fault.name == "drop";
    for (const int status : {401, 403, 404, 408, 429, 500, 503})
        all.push_back(httpFault(status, status == 401 || status == 403));
    for (const int code : {1000, 1001, 1011, 4000, 4001, 4005})
        all.push_back(closeFault(code));
    for (const int code : {1003, 1007, 4003, 4004})
        all.push_back(closeFault(code, true));
    Fault inUse = closeFault(4002); // not fought about: the next attempt comes after minutes
    inUse.isDown = true;
    inUse.mayLose = true;
    inUse.patience = std::chrono::minutes(10);
    all.push_back(inUse);
    all.push_back(expiredFault());
    return all;
}

} // namespace

/// Terra under every fault.
class TestFaultsTerra : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void survives_data() { addRows(traits, faultsOf); }
    void survives() { undergo(); }
};

QTEST_GUILESS_MAIN(TestFaultsTerra)
#include "tst_faults_terra.moc"
