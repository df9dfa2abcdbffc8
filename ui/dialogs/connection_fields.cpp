#include "ui/dialogs/connection_fields.h"

#include "core/link/transport.h"
#include "ui/dialogs/form_parts.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QPushButton>

namespace watchglass::ui {

namespace {

using Proxy = settings::TransportSettings::Proxy;

constexpr int largestPort = 65535;
constexpr int portPx = 72;

QHBoxLayout *rowLayout(QWidget *row)
{
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    return layout;
}

} // namespace

ConnectionFields::ConnectionFields(QWidget *parent)
    : QWidget(parent)
    , m_certificate(new QLineEdit)
    , m_caFile(new QLineEdit)
    , m_tls13(new QCheckBox(tr("TLS 1.3 only (else 1.2 and later)")))
    , m_proxy(new QComboBox)
    , m_host(new QLineEdit)
    , m_port(new QLineEdit)
    , m_user(new QLineEdit)
    , m_password(secretLine(tr("Proxy password")))
{
    m_certificate->setPlaceholderText(tr("None; SHA-256 of a certificate that you trust"));
    m_caFile->setPlaceholderText(tr("None; a PEM file of authorities, beside this machine's"));
    m_caFile->setAccessibleName(tr("File of trusted authorities"));
    m_host->setAccessibleName(tr("Proxy host"));
    m_host->setPlaceholderText(tr("Host"));
    m_port->setAccessibleName(tr("Proxy port"));
    m_port->setPlaceholderText(tr("Port"));
    m_port->setValidator(new QIntValidator(1, largestPort, m_port));
    m_port->setMaximumWidth(portPx);
    m_proxy->addItem(tr("As the system says"), static_cast<int>(Proxy::System));
    m_proxy->addItem(tr("None"), static_cast<int>(Proxy::None));
    m_proxy->addItem(tr("HTTP"), static_cast<int>(Proxy::Http));
    m_proxy->addItem(tr("SOCKS 5"), static_cast<int>(Proxy::Socks5));

    QFormLayout *form = formLayout();
    setLayout(form);
    addField(form, tr("Trusted certificate"), m_certificate);
    addField(form, tr("Authorities"), fileRow());
    addField(form, {}, m_tls13);
    addField(form, tr("Proxy"), m_proxy);
    addField(form, {}, endpointRow());
    addField(form, tr("Proxy user"), m_user);
    addField(form, tr("Proxy password"), m_password);
    for (QLineEdit *line : {m_certificate, m_caFile, m_host, m_port, m_user, m_password})
        connect(line, &QLineEdit::textChanged, this, &ConnectionFields::changed);
    connect(m_tls13, &QCheckBox::toggled, this, &ConnectionFields::changed);
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &ConnectionFields::follow);
    follow();
}

QWidget *ConnectionFields::fileRow()
{
    auto *row = new QWidget;
    auto *choose = new QPushButton(tr("Choose…"));
    choose->setAutoDefault(false);
    choose->setAccessibleName(tr("Choose a file of trusted authorities"));
    connect(choose, &QPushButton::clicked, this, &ConnectionFields::chooseFile);
    QHBoxLayout *layout = rowLayout(row);
    layout->addWidget(m_caFile, 1);
    layout->addWidget(choose);
    return row;
}

QWidget *ConnectionFields::endpointRow()
{
    auto *row = new QWidget;
    QHBoxLayout *layout = rowLayout(row);
    layout->addWidget(m_host, 1);
    layout->addWidget(m_port);
    return row;
}

void ConnectionFields::setTransport(const settings::TransportSettings &transport)
{
    m_certificate->setText(transport.trustedCertificate);
    m_caFile->setText(transport.caFile);
    m_tls13->setChecked(transport.needsTls13);
    m_proxy->setCurrentIndex(m_proxy->findData(static_cast<int>(transport.proxy)));
    m_host->setText(transport.proxyHost);
    m_port->setText(transport.proxyPort > 0 ? QString::number(transport.proxyPort) : QString());
    m_user->setText(transport.proxyUser);
    m_password->clear();
    m_hasProxyPassword = transport.hasProxyPassword;
    m_password->setPlaceholderText(m_hasProxyPassword ? tr("Kept; leave empty to keep it") : tr("None"));
    follow();
}

settings::TransportSettings ConnectionFields::transport() const
{
    settings::TransportSettings transport;
    transport.trustedCertificate = m_certificate->text().trimmed();
    transport.caFile = m_caFile->text().trimmed();
    transport.needsTls13 = m_tls13->isChecked();
    transport.proxy = static_cast<Proxy>(m_proxy->currentData().toInt());
    transport.hasProxyPassword = m_hasProxyPassword;
    if (transport.proxy == Proxy::Http || transport.proxy == Proxy::Socks5) {
        transport.proxyHost = m_host->text().trimmed();
        transport.proxyPort = m_port->text().toInt();
        transport.proxyUser = m_user->text().trimmed();
    }
    return transport;
}

std::optional<QString> ConnectionFields::proxyPassword() const
{
    const bool isWanted = m_password->isEnabled();
    if (!isWanted)
        return m_hasProxyPassword ? std::optional<QString>(QString()) : std::nullopt;
    return m_password->text().isEmpty() ? std::nullopt : std::optional<QString>(m_password->text());
}

void ConnectionFields::setTrustedCertificate(const QString &fingerprint)
{
    m_certificate->setText(fingerprint);
}

QString ConnectionFields::problem() const
{
    const settings::TransportSettings set = transport();
    if (!set.trustedCertificate.isEmpty() && !link::parseFingerprint(set.trustedCertificate))
        return tr("The trusted certificate has to be given by its SHA-256 fingerprint: 64 hexadecimal digits.");
    if (!set.caFile.isEmpty() && !QFileInfo(set.caFile).isFile())
        return tr("There is no file %1.").arg(set.caFile);
    const bool hasProxy = set.proxy == Proxy::Http || set.proxy == Proxy::Socks5;
    if (hasProxy && (set.proxyHost.isEmpty() || set.proxyPort <= 0))
        return tr("The proxy needs a host and a port.");
    return {};
}

QString ConnectionFields::summary() const
{
    const settings::TransportSettings set = transport();
    QStringList parts;
    if (!set.trustedCertificate.isEmpty())
        parts << tr("one trusted certificate");
    if (!set.caFile.isEmpty())
        parts << tr("own authorities");
    if (set.needsTls13)
        parts << tr("TLS 1.3");
    if (set.proxy == Proxy::None)
        parts << tr("no proxy");
    if (!set.proxyHost.isEmpty())
        parts << tr("proxy %1").arg(set.proxyHost);
    return parts.isEmpty() ? tr("as the system says") : parts.join(QStringLiteral(", "));
}

void ConnectionFields::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("File of trusted authorities"), m_caFile->text(),
                                                      tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    if (!file.isEmpty())
        m_caFile->setText(file);
}

void ConnectionFields::follow()
{
    const auto proxy = static_cast<Proxy>(m_proxy->currentData().toInt());
    const bool hasProxy = proxy == Proxy::Http || proxy == Proxy::Socks5;
    for (QWidget *field : {m_host, m_port, m_user, m_password})
        field->setEnabled(hasProxy);
    Q_EMIT changed();
}

} // namespace watchglass::ui
