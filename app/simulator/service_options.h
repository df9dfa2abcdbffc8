#pragma once

#include "app/simulator/disruptive/disruptive_service.h"
#include "app/simulator/sensocto/world.h"
#include "app/simulator/terra/terra_gate.h"

namespace watchglass::sim {

/// What can be turned at one service alone. What all share, and Valtronics, is in ServerOptions.
struct ServiceOptions
{
    sensocto::Settings sensocto;
    sensocto::Pressure pressure; ///< Of Sensocto: attention of all sensors, load, memory protection.
    disruptive::DisruptiveOptions disruptive;
    terra::TerraTerms terra;
};

} // namespace watchglass::sim
