#include "ui/dialogs/source_test.h"

#include "core/link/transport.h"
#include "ui/dialogs/form_parts.h"
#include "ui/theme/theme.h"

#include <QCryptographicHash>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

constexpr int progressPx = 2;

bool isSecure(const QUrl &url)
{
    return url.scheme() == QLatin1String("wss") || url.scheme() == QLatin1String("https");
}

QLabel *plainLabel(const char *role)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("role", QLatin1String(role));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

SourceTest::SourceTest(Clock &clock, ClientMaker makeClient, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_makeClient(std::move(makeClient))
    , m_button(new QPushButton(tr("Test")))
    , m_progress(new QProgressBar)
    , m_result(plainLabel("result"))
    , m_certificate(plainLabel("small"))
    , m_trust(new QPushButton(tr("Trust this certificate for this source")))
{
    m_button->setAutoDefault(false);
    m_trust->setAutoDefault(false);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(progressPx);
    m_progress->setAccessibleName(tr("Test under way"));
    m_result->setAccessibleName(tr("What came of the test"));
    m_certificate->setAccessibleName(tr("The server's certificate"));

    auto *row = new QHBoxLayout;
    row->setSpacing(3 * metrics::step);
    row->addWidget(m_button, 0, Qt::AlignTop);
    row->addWidget(m_result, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addLayout(row);
    layout->addWidget(m_progress);
    layout->addWidget(m_certificate);
    layout->addWidget(m_trust, 0, Qt::AlignLeft);
    connect(m_button, &QPushButton::clicked, this, &SourceTest::press);
    connect(m_trust, &QPushButton::clicked, this, [this] { Q_EMIT trustRequested(m_fingerprint); });
    enter(Outcome::None, {});
}

SourceTest::~SourceTest() = default;

void SourceTest::start(const protocol::SourceAddress &address)
{
    m_address = address;
    m_probe.reset();
    m_check = std::make_unique<ingest::SourceCheck>(
        address, m_clock, [this](const ingest::CheckReport &report) { finished(report); }, m_makeClient);
    enter(Outcome::Running, tr("Asking %1 …").arg(address.url.host()));
}

void SourceTest::fail(const QString &text)
{
    enter(Outcome::Failed, text);
}

void SourceTest::reset()
{
    m_check.reset();
    m_probe.reset();
    if (m_outcome != Outcome::None)
        enter(Outcome::None, {});
}

void SourceTest::setReady(bool isReady)
{
    m_isReady = isReady;
    m_button->setEnabled(isReady || m_outcome == Outcome::Running);
}

QString SourceTest::text() const
{
    return m_result->text();
}

void SourceTest::press()
{
    if (m_outcome == Outcome::Running) {
        reset();
        m_result->setText(tr("Cancelled."));
    } else {
        Q_EMIT startRequested();
    }
}

void SourceTest::finished(const ingest::CheckReport &report)
{
    m_check.reset();
    enter(report.answered ? Outcome::Answered : Outcome::Failed, report.text);
    if (!report.answered && isSecure(m_address.url))
        lookAtCertificate();
}

void SourceTest::lookAtCertificate()
{
    m_probe = std::make_unique<link::CertificateProbe>(m_clock, m_address.url, m_address.transport,
                                                       [this](const Result<link::ShownCertificate> &shown) {
                                                           if (shown)
                                                               showCertificate(shown.value());
                                                           m_probe.reset();
                                                       });
}

/// Only where it is the certificate that stands in the way.
void SourceTest::showCertificate(const link::ShownCertificate &shown)
{
    if (shown.errors.isEmpty() || link::isTrustedByFingerprint(m_address.transport, shown.certificate))
        return;
    m_fingerprint = link::formatFingerprint(shown.certificate.digest(QCryptographicHash::Sha256));
    m_certificate->setText(tr("%1\nCompare the fingerprint with one that you got from whoever runs the server.")
                               .arg(link::certificateText(shown.certificate)));
    m_certificate->show();
    m_trust->show();
    Q_EMIT certificateShown();
}

void SourceTest::enter(Outcome outcome, const QString &text)
{
    const bool isRunning = outcome == Outcome::Running;
    const bool hadFocus = m_button->hasFocus();
    m_outcome = outcome;
    m_button->setText(isRunning ? tr("Cancel the test") : tr("Test"));
    m_button->setEnabled(isRunning || m_isReady);
    if (hadFocus)
        m_button->setFocus();
    m_progress->setVisible(isRunning);
    m_certificate->hide();
    m_trust->hide();
    const QString head = outcome == Outcome::Answered ? tr("It answers. ") : QString();
    m_result->setText(head + text);
    Q_EMIT outcomeChanged();
}

} // namespace watchglass::ui
