#include "ui/dialogs/source_dialog.h"

#include "core/protocol/source_setup.h"
#include "ui/dialogs/connection_fields.h"
#include "ui/dialogs/credential_fields.h"
#include "ui/dialogs/form_parts.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr int widthPx = 600;

} // namespace

SourceDialog::SourceDialog(SourceDirectory &directory, Clock &clock, QWidget *parent,
                           SourceTest::ClientMaker makeClient)
    : QDialog(parent)
    , m_directory(directory)
    , m_service(new QComboBox)
    , m_name(new QLineEdit)
    , m_address(new QLineEdit)
    , m_addressHelp(smallText())
    , m_credentials(new CredentialFields)
    , m_keeping(smallText(tr("Credentials are kept in the system's keychain. Where there is none, they are kept for "
                             "this session only, and the list of sources says so.")))
    , m_more(new QToolButton)
    , m_connection(new ConnectionFields)
    , m_test(new SourceTest(clock, std::move(makeClient)))
    , m_note(smallText())
    , m_save(new QPushButton)
{
    setWindowTitle(tr("Add a source"));
    for (const protocol::Service service : protocol::allServices())
        m_service->addItem(serviceWords(service).name, static_cast<int>(service));
    m_name->setPlaceholderText(tr("By its host, unless you give one"));
    m_more->setCheckable(true);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setAutoRaise(true);
    m_connection->hide();
    layOut();

    connect(m_service, &QComboBox::currentIndexChanged, this, &SourceDialog::chooseService);
    connect(m_address, &QLineEdit::textChanged, this, &SourceDialog::addressTyped);
    connect(m_address, &QLineEdit::editingFinished, this, &SourceDialog::takeSecretFromAddress);
    connect(m_name, &QLineEdit::textChanged, this, &SourceDialog::validate);
    connect(m_credentials, &CredentialFields::changed, this, &SourceDialog::changed);
    connect(m_credentials, &CredentialFields::formChanged, this, [this] {
        if (isVisible())
            fit();
    });
    connect(m_connection, &ConnectionFields::changed, this, &SourceDialog::changed);
    connect(m_more, &QToolButton::toggled, this, [this](bool isOpen) {
        m_connection->setVisible(isOpen);
        validate();
        fit();
    });
    connect(m_test, &SourceTest::startRequested, this, &SourceDialog::test);
    connect(m_test, &SourceTest::outcomeChanged, this, &SourceDialog::validate);
    connect(m_test, &SourceTest::certificateShown, this, &SourceDialog::fit);
    connect(m_test, &SourceTest::trustRequested, this, [this](const QString &fingerprint) {
        m_connection->setTrustedCertificate(fingerprint);
        test();
    });
    connect(m_save, &QPushButton::clicked, this, &SourceDialog::save);
    chooseService();
    m_address->setFocus();
}

/// A field that has the focus when the dialog goes says that it is done, when this is no more than a QDialog.
SourceDialog::~SourceDialog()
{
    m_address->disconnect(this);
}

void SourceDialog::layOut()
{
    QFormLayout *form = formLayout();
    addField(form, tr("Service"), m_service);
    addField(form, tr("Address"), m_address);
    addField(form, {}, m_addressHelp);
    addField(form, tr("Name"), m_name);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * metrics::step, 5 * metrics::step, 5 * metrics::step, 4 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    layout->addLayout(form);
    layout->addSpacing(metrics::step);
    layout->addWidget(m_credentials);
    layout->addWidget(m_keeping);
    layout->addSpacing(metrics::step);
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    layout->addWidget(m_connection);
    layout->addSpacing(metrics::step);
    layout->addWidget(m_test);
    layout->addStretch();
    layout->addWidget(m_note);
    layout->addWidget(buttonRow());
    setMinimumWidth(widthPx);
}

/// As high as the texts need at this width.
void SourceDialog::fit()
{
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(std::max(width(), widthPx)));
}

void SourceDialog::showEvent(QShowEvent *event)
{
    fit();
    QDialog::showEvent(event);
}

QWidget *SourceDialog::buttonRow()
{
    auto *row = new QWidget;
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_save->setProperty("role", QStringLiteral("primary"));
    m_save->setDefault(true);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(m_save);
    return row;
}

void SourceDialog::edit(const QString &id)
{
    const auto &sources = m_directory.sources();
    const auto found = std::find_if(sources.begin(), sources.end(),
                                    [&id](const settings::SourceSettings &source) { return source.id == id; });
    if (found == sources.end())
        return;
    m_edited = id;
    m_keptOf = id;
    setWindowTitle(tr("Edit %1").arg(found->shownName()));
    fill(*found);
    m_name->setText(found->shownName());
    m_name->setToolTip(tr("Panels, rules and what was recorded find the source under another name as well."));
    validate();
}

void SourceDialog::duplicate(const QString &id)
{
    edit(id);
    m_edited.clear();
    const QString name = m_initial.shownName();
    setWindowTitle(tr("Duplicate %1").arg(name));
    m_name->setToolTip({});
    m_name->setText(tr("%1 copy").arg(name));
    m_name->selectAll();
}

void SourceDialog::fill(const settings::SourceSettings &source)
{
    m_initial = source;
    const auto address = protocol::parseSourceAddress(source.service + QLatin1Char(':') + source.url);
    if (address)
        m_service->setCurrentIndex(m_service->findData(static_cast<int>(address.value().service)));
    m_address->setText(source.url);
    m_credentials->setService(service(), source.hasSecret || !source.credentialForm.isEmpty() ? source.credentialForm
                                                                                              : QStringLiteral("none"));
    m_credentials->setHasKept(source.hasSecret || !m_directory.isKept(source.id));
    m_connection->setTransport(source.transport);
    m_more->setChecked(!(source.transport == settings::TransportSettings()));
    m_test->reset();
}

protocol::Service SourceDialog::service() const
{
    return static_cast<protocol::Service>(m_service->currentData().toInt());
}

void SourceDialog::chooseService()
{
    const ServiceWords words = serviceWords(service());
    m_address->setPlaceholderText(words.example);
    m_addressHelp->setText(words.addressHelp);
    const bool isInitial = protocol::serviceName(service()) == m_initial.service;
    m_credentials->setService(service(), isInitial ? m_initial.credentialForm : QString());
    m_credentials->setHasKept(isInitial && m_initial.hasSecret && !m_keptOf.isEmpty());
    changed();
    if (isVisible())
        fit();
}

/// A whole address, as it stands on a command line, chooses the service too.
void SourceDialog::addressTyped()
{
    auto whole = protocol::parseSourceAddress(m_address->text().trimmed());
    if (whole) {
        const QString secret = protocol::takeSecret(whole.value());
        m_service->setCurrentIndex(m_service->findData(static_cast<int>(whole.value().service)));
        const QSignalBlocker quiet(m_address);
        m_address->setText(whole.value().url.toString(QUrl::FullyEncoded));
        if (!secret.isEmpty())
            m_credentials->setSecret(secret);
    }
    changed();
}

void SourceDialog::takeSecretFromAddress()
{
    auto whole =
        protocol::parseSourceAddress(protocol::serviceName(service()) + QLatin1Char(':') + m_address->text().trimmed());
    if (!whole)
        return;
    const QString secret = protocol::takeSecret(whole.value());
    if (secret.isEmpty())
        return;
    m_address->setText(whole.value().url.toString(QUrl::FullyEncoded));
    m_credentials->setSecret(secret);
}

Result<SourceDraft> SourceDialog::draft() const
{
    auto address =
        protocol::parseSourceAddress(protocol::serviceName(service()) + QLatin1Char(':') + m_address->text().trimmed());
    if (m_address->text().trimmed().isEmpty())
        return Error{ErrorCode::Missing, tr("An address is missing, such as %1").arg(serviceWords(service()).example)};
    if (!address)
        return address.error();
    if (auto name = nameProblem(); !name)
        return name.error();
    auto token = m_credentials->token();
    if (!token)
        return token.error();
    if (const QString problem = m_connection->problem(); !problem.isEmpty())
        return Error{ErrorCode::Malformed, problem};
    SourceDraft draft;
    draft.settings = m_initial;
    const QString name = m_name->text().trimmed();
    draft.settings.id = m_edited.isEmpty() ? name : m_edited;
    draft.settings.name = m_edited.isEmpty() || name == m_edited ? QString() : name;
    draft.settings.service = protocol::serviceName(service());
    draft.token = token.value();
    if (const QString inAddress = protocol::takeSecret(address.value()); !inAddress.isEmpty())
        return Error{ErrorCode::Malformed, tr("A secret stands in the address, which is saved and shown: leave the "
                                              "field, and it moves to the credentials.")};
    draft.settings.url = address.value().url.toString(QUrl::FullyEncoded);
    draft.settings.credentialForm = m_credentials->formId();
    draft.settings.transport = m_connection->transport();
    draft.proxyPassword = m_connection->proxyPassword();
    return draft;
}

Result<QString> SourceDialog::nameProblem() const
{
    const QString name = m_name->text().trimmed();
    const auto &sources = m_directory.sources();
    const bool isTaken = std::any_of(sources.begin(), sources.end(), [&](const settings::SourceSettings &source) {
        return source.id != m_edited && source.shownName() == name;
    });
    if (isTaken)
        return Error{ErrorCode::Malformed, tr("There is a source named %1 already.").arg(name)};
    return name;
}

void SourceDialog::changed()
{
    m_test->reset();
    validate();
}

void SourceDialog::validate()
{
    const auto drafted = draft();
    m_keeping->setVisible(m_credentials->needsSecret());
    m_more->setArrowType(m_more->isChecked() ? Qt::DownArrow : Qt::RightArrow);
    m_more->setText(m_more->isChecked() ? tr("Certificates and proxy")
                                        : tr("Certificates and proxy: %1").arg(m_connection->summary()));
    const bool isTested = m_test->outcome() == SourceTest::Outcome::Answered;
    m_test->setReady(drafted.ok());
    m_save->setEnabled(drafted.ok());
    m_save->setText(isTested ? tr("Save") : tr("Save untested"));
    if (!drafted)
        m_note->setText(drafted.error().text);
    else
        m_note->setText(isTested ? QString() : tr("Not tested: whether it answers is seen when it connects."));
}

void SourceDialog::test()
{
    const auto drafted = draft();
    if (!drafted)
        return m_test->fail(drafted.error().text);
    const bool needsKept = !m_keptOf.isEmpty() && (!drafted.value().token || !drafted.value().proxyPassword);
    if (!needsKept)
        return startTest(drafted.value(), {});
    const QPointer<SourceDialog> self(this);
    m_directory.readSecrets(m_keptOf, [self, draft = drafted.value()](const Result<settings::SourceSecrets> &kept) {
        if (!self)
            return;
        if (kept)
            self->startTest(draft, kept.value());
        else
            self->m_test->fail(kept.error().text);
    });
}

void SourceDialog::startTest(const SourceDraft &draft, const settings::SourceSecrets &kept)
{
    const settings::SourceSecrets secrets{draft.token.value_or(kept.token),
                                          draft.proxyPassword.value_or(kept.proxyPassword)};
    const auto address = protocol::sourceAddress(draft.settings, secrets);
    if (address)
        m_test->start(address.value());
    else
        m_test->fail(address.error().text);
}

void SourceDialog::save()
{
    const auto drafted = draft();
    if (!drafted)
        return;
    const SourceDraft draft = drafted.value();
    if (!m_edited.isEmpty()) {
        m_directory.change(m_edited, draft);
    } else if (m_keptOf.isEmpty()) {
        m_directory.add(draft);
    } else {
        // A duplicate takes along what is kept of the other.
        SourceDirectory *directory = &m_directory;
        m_directory.readSecrets(m_keptOf, [directory, draft](const Result<settings::SourceSecrets> &kept) {
            SourceDraft whole = draft;
            if (kept && !whole.token)
                whole.token = kept.value().token;
            if (kept && !whole.proxyPassword)
                whole.proxyPassword = kept.value().proxyPassword;
            directory->add(whole);
        });
    }
    accept();
}

/// A test that is still under way ends with the dialog.
void SourceDialog::done(int result)
{
    m_test->reset();
    QDialog::done(result);
}

} // namespace watchglass::ui
