"""Films without contact: bipolar electrochemistry between driven electrodes."""
