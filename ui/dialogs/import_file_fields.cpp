#include "ui/dialogs/import_file_fields.h"

#include "ui/dialogs/form_parts.h"
#include "ui/dialogs/import_parts.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>

#include <cmath>

namespace watchglass::ui {

using exchange::FileFormat;
using exchange::MissingTimes;

namespace {

constexpr double leastInterval = 0.001;
constexpr double mostInterval = 86'400.0;

} // namespace

ImportFileFields::ImportFileFields(FileFormat format, QWidget *parent)
    : QWidget(parent)
    , m_format(format)
    , m_form(formLayout())
    , m_missing(new QComboBox(this))
    , m_interval(new QDoubleSpinBox(this))
    , m_field(new QLineEdit(this))
    , m_unit(timeUnitBox())
    , m_zone(zoneBox())
    , m_start(startLine())
{
    setLayout(m_form);
    for (QWidget *field : std::initializer_list<QWidget *>{m_missing, m_interval, m_field, m_unit, m_zone, m_start}) {
        field->setParent(this);
        field->hide();
    }
    if (m_format == FileFormat::Gpx)
        addPoints();
    else if (m_format == FileFormat::Json)
        addObjects();
}

void ImportFileFields::addPoints()
{
    m_missing->addItem(tr("Refuse the file"), static_cast<int>(MissingTimes::Refuse));
    m_missing->addItem(tr("Leave them out"), static_cast<int>(MissingTimes::Skip));
    m_missing->addItem(tr("Count all points"), static_cast<int>(MissingTimes::Count));
    m_interval->setDecimals(3);
    m_interval->setRange(leastInterval, mostInterval);
    m_interval->setValue(1.0);
    m_interval->setSuffix(tr(" s"));
    addField(m_form, tr("Points without time"), m_missing);
    addField(m_form, tr("One point every"), m_interval);
    addField(m_form, tr("They start at"), m_start);
    connect(m_missing, &QComboBox::currentIndexChanged, this, &ImportFileFields::followPoints);
    connect(m_interval, &QDoubleSpinBox::valueChanged, this, &ImportFileFields::changed);
    connect(m_start, &QLineEdit::textChanged, this, &ImportFileFields::changed);
    followPoints();
}

void ImportFileFields::followPoints()
{
    const bool isCounted = m_missing->currentData().toInt() == static_cast<int>(MissingTimes::Count);
    m_form->setRowVisible(m_missing, true);
    m_form->setRowVisible(m_interval, isCounted);
    m_form->setRowVisible(m_start, isCounted);
    Q_EMIT changed();
}

void ImportFileFields::addObjects()
{
    m_field->setPlaceholderText(tr("found by its name"));
    m_field->setToolTip(tr("The field that holds the times, where objects are not of a service that is known"));
    m_zone->setToolTip(tr("Of times that name no zone"));
    addField(m_form, tr("Field of the times"), m_field);
    addField(m_form, tr("They count"), m_unit);
    addField(m_form, tr("Zone"), m_zone);
    addField(m_form, tr("They start at"), m_start);
    for (QWidget *field : std::initializer_list<QWidget *>{m_field, m_unit, m_zone, m_start})
        m_form->setRowVisible(field, true);
    connect(m_field, &QLineEdit::textChanged, this, &ImportFileFields::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &ImportFileFields::changed);
    connect(m_zone, &QComboBox::currentTextChanged, this, &ImportFileFields::changed);
    connect(m_start, &QLineEdit::textChanged, this, &ImportFileFields::changed);
}

void ImportFileFields::apply(exchange::ImportOptions &options) const
{
    options.csv.start = startOf(*m_start);
    if (m_format == FileFormat::Gpx) {
        options.missingTimes = static_cast<MissingTimes>(m_missing->currentData().toInt());
        options.pointInterval = Duration(std::llround(m_interval->value() * 1e9));
    } else if (m_format == FileFormat::Json) {
        options.csv.timeColumn = m_field->text().trimmed();
        options.csv.nsPerUnit = timeUnitOf(*m_unit);
        options.csv.zone = zoneOf(*m_zone);
    }
}

QString ImportFileFields::problem() const
{
    const QString zone = zoneProblem(*m_zone);
    return zone.isEmpty() ? startProblem(*m_start) : zone;
}

} // namespace watchglass::ui
