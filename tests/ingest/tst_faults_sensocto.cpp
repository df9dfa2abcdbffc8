#include "tests/ingest/fault_trial.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::test;

namespace {

const Trait traits[] = {{.service = protocol::Service::Sensocto, .isThinned = true}};

std::vector<Fault> faultsOf(const Trait &)
{
    std::vector<Fault> all = commonFaults();
    for (const int status : {401, 403, 404, 408, 429, 500, 503})
        all.push_back(httpFault(status, false));
    for (const int code : {1000, 1001, 1002, 1011, 1012})
        all.push_back(closeFault(code));
    all.push_back(expiredFault());
    return all;
}

} // namespace

/// The live feed of Sensocto under every fault.
class TestFaultsSensocto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void survives_data() { addRows(traits, faultsOf); }
    void survives() { undergo(); }
};

QTEST_GUILESS_MAIN(TestFaultsSensocto)
#include "tst_faults_sensocto.moc"
