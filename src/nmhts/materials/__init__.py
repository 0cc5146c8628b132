"""Files and records of material numbers."""
