#include "ui/dialogs/credential_fields.h"

#include "ui/dialogs/form_parts.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace watchglass::ui {

CredentialFields::CredentialFields(QWidget *parent)
    : QWidget(parent)
    , m_forms(new QComboBox)
    , m_layout(formLayout())
    , m_help(smallText())
{
    m_forms->setAccessibleName(tr("Credentials"));
    setLayout(m_layout);
    addField(m_layout, tr("Credentials"), m_forms);
    addField(m_layout, {}, m_help);
    connect(m_forms, &QComboBox::currentIndexChanged, this, &CredentialFields::choose);
}

void CredentialFields::setService(protocol::Service service, const QString &formId)
{
    m_service = service;
    m_keptForm.clear();
    {
        const QSignalBlocker quiet(m_forms);
        m_forms->clear();
        for (const CredentialForm &form : credentialForms(service))
            m_forms->addItem(form.name, form.id);
        m_forms->setCurrentIndex(std::max(0, m_forms->findData(formId)));
    }
    choose(m_forms->currentIndex());
}

void CredentialFields::setHasKept(bool hasKept)
{
    m_keptForm = hasKept ? m_form.id : QString();
    build();
}

void CredentialFields::setSecret(const QString &secret)
{
    if (!needsSecret()) {
        const int token = m_forms->findData(QStringLiteral("token"));
        m_forms->setCurrentIndex(std::max(0, token));
    }
    const QStringList words = m_lines.size() > 1 ? splitCredential(m_form, secret) : QStringList{secret};
    for (int i = 0; i < m_lines.size(); ++i)
        m_lines[i]->setText(words.value(i));
}

Result<std::optional<QString>> CredentialFields::token() const
{
    if (isUntouched() && !m_keptForm.isEmpty() && m_keptForm == m_form.id)
        return std::optional<QString>();
    QStringList words;
    for (const QLineEdit *line : m_lines)
        words << line->text();
    auto joined = joinCredential(m_form, words);
    if (!joined)
        return joined.error();
    return std::optional<QString>(std::move(joined).value());
}

void CredentialFields::choose(int row)
{
    m_form = credentialForm(m_service, m_forms->itemData(row).toString());
    build();
    Q_EMIT changed();
    Q_EMIT formChanged();
}

void CredentialFields::build()
{
    for (QLineEdit *line : std::as_const(m_lines))
        m_layout->removeRow(line);
    m_lines.clear();
    const bool isKept = !m_keptForm.isEmpty() && m_keptForm == m_form.id;
    int row = 1;
    for (const CredentialField &field : m_form.fields) {
        QLineEdit *line = field.isSecret ? secretLine(field.label) : new QLineEdit;
        line->setAccessibleName(field.label);
        line->setPlaceholderText(isKept ? tr("Kept; leave empty to keep it") : field.hint);
        connect(line, &QLineEdit::textChanged, this, &CredentialFields::changed);
        addField(m_layout, row++, field.label, line);
        m_lines.append(line);
    }
    m_help->setText(m_form.help);
}

bool CredentialFields::isUntouched() const
{
    return std::all_of(m_lines.begin(), m_lines.end(), [](const QLineEdit *line) { return line->text().isEmpty(); });
}

} // namespace watchglass::ui
