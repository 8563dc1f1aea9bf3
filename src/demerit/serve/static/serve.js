// What pages do beyond what they do without any script.
"use strict";
