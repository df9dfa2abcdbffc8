#include "ui/shell/source_form.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

QLabel *caption(const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QStringLiteral("caption"));
    label->setBuddy(buddy);
    return label;
}

} // namespace

SourceForm::SourceForm(QWidget *parent)
    : QWidget(parent)
    , m_address(new QLineEdit)
    , m_token(new QLineEdit)
    , m_note(new QLabel)
    , m_connect(new QPushButton(tr("Connect")))
{
    m_address->setPlaceholderText(QStringLiteral("valtronics:ws://127.0.0.1:8000/ws"));
    m_address->setAccessibleName(tr("Address of the source"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(tr("None"));
    m_token->setAccessibleName(tr("Token"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setProperty("role", QStringLiteral("small"));
    m_note->setMinimumHeight(8 * metrics::step);
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_connect->setEnabled(false);

    auto *buttonRow = new QHBoxLayout;
    buttonRow->setContentsMargins(0, 0, 0, 0);
    buttonRow->setSpacing(2 * metrics::step);
    buttonRow->addWidget(m_token, 1);
    buttonRow->addWidget(m_connect);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::step);
    layout->addWidget(caption(tr("Address, as service:url"), m_address));
    layout->addWidget(m_address);
    layout->addSpacing(metrics::step);
    layout->addWidget(caption(tr("Token, kept for this session only"), m_token));
    layout->addLayout(buttonRow);
    layout->addSpacing(metrics::step);
    layout->addWidget(m_note);

    connect(m_address, &QLineEdit::textChanged, this, &SourceForm::validate);
    connect(m_address, &QLineEdit::returnPressed, this, &SourceForm::submit);
    connect(m_token, &QLineEdit::returnPressed, this, &SourceForm::submit);
    connect(m_connect, &QPushButton::clicked, this, &SourceForm::submit);
}

void SourceForm::focusAddress()
{
    m_address->setFocus(Qt::OtherFocusReason);
}

void SourceForm::clear()
{
    m_address->clear();
    m_token->clear();
}

void SourceForm::validate()
{
    const QString text = m_address->text().trimmed();
    const auto parsed = protocol::parseSourceAddress(text);
    m_connect->setEnabled(parsed.ok());
    m_note->setText(text.isEmpty() || parsed.ok() ? QString() : parsed.error().text);
}

void SourceForm::submit()
{
    auto parsed = protocol::parseSourceAddress(m_address->text().trimmed());
    if (!parsed.ok())
        return;
    protocol::SourceAddress address = std::move(parsed).value();
    if (!m_token->text().isEmpty())
        address.token = m_token->text();
    clear();
    Q_EMIT submitted(address);
}

} // namespace watchglass::ui
