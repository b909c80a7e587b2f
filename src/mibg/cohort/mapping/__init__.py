"""Other people's column names, codes, units and dates, translated as ``mapping.yaml`` says."""
