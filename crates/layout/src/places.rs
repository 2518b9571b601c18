//! An order of the places in each layer.

/// The places of each layer from the left.
#[derive(Clone, Debug, Default)]
pub struct Order {
    pub layers: Vec<Vec<u32>>,
    /// The position of each place in its layer.
    pub position: Vec<u32>,
}

impl Order {
    /// From the places of each layer.
    pub fn new(layers: Vec<Vec<u32>>, count: usize) -> Self {
        let mut order = Self { layers, position: vec![0; count] };
        (0..order.layers.len()).for_each(|layer| order.number(layer));
        order
    }

    /// Numbers the places of a layer that changed.
    pub fn number(&mut self, layer: usize) {
        self.number_from(layer, 0);
    }

    /// Numbers those from a position on.
    pub fn number_from(&mut self, layer: usize, first: usize) {
        for (i, &place) in self.layers[layer].iter().enumerate().skip(first) {
            self.position[place as usize] = i as u32;
        }
    }
}
