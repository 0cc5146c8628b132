"""Physical laws: magnetism, transport of nitrogen, thermodynamics and neutron scattering."""
